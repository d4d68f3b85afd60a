using AsiFunctions.Dashboard.Alerts;
using AsiFunctions.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Dashboard.Counting;

/// <summary>Counts what has changed.</summary>
public sealed class RollUpDashboard(RollUp rollUp, Rebuild rebuild, AlertWatch alerts, Instruments instruments)
{
    /// <summary>
    /// Runs on the setting <c>DashboardRollUpSchedule</c>, every five minutes in the samples. The very first run counts everything.
    /// </summary>
    [Function(nameof(RollUpDashboard))]
    public async Task Run(
        [TimerTrigger("%DashboardRollUpSchedule%")] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellation)
    {
        if (await rollUp.RunAsync(cancellation) is null)
        {
            await rebuild.RunAsync(from: null, cancellation);
        }

        instruments.RolledUp();
        await alerts.LookAsync(cancellation);
    }
}
