using AsiFunctions.Dashboard.Alerts;
using AsiFunctions.Dashboard.Figures;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Dashboard.Counting;

/// <summary>Counts everything anew, compares, and freezes the day's public figures.</summary>
public sealed class RebuildNightly(Rebuild rebuild, SnapshotStore snapshots, AlertWatch alerts)
{
    /// <summary>Runs on the setting <c>DashboardRebuildSchedule</c>, every night in the samples.</summary>
    [Function(nameof(RebuildNightly))]
    public async Task Run(
        [TimerTrigger("%DashboardRebuildSchedule%")] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellation)
    {
        await rebuild.RunAsync(from: null, cancellation);
        await snapshots.FreezeDayAsync(cancellation);
        await alerts.LookAsync(cancellation);
    }
}
