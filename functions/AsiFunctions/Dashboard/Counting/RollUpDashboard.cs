using AsiFunctions.Dashboard.Alerts;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Dashboard.Counting;

/// <summary>Counts what has changed.</summary>
public sealed class RollUpDashboard(RollUp rollUp, Rebuild rebuild, AlertWatch alerts, Telemetry telemetry)
{
    /// <summary>Runs on the setting <c>Dashboard:RollUpSchedule</c>, every five minutes in the samples. The very first run counts everything.</summary>
    [Function(nameof(RollUpDashboard))]
    public async Task Run(
        [TimerTrigger("%Dashboard:RollUpSchedule%")] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellation)
    {
        if (await rollUp.RunAsync(cancellation) is null)
        {
            await rebuild.RunAsync(from: null, cancellation);
        }

        telemetry.RolledUp();
        await alerts.LookAsync(cancellation);
    }
}
