using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Certification.Duties;

/// <summary>Finds and mends members whose certification duty is not counted as it should be.</summary>
public sealed class CompareDuties(DutyComparer comparer, Telemetry telemetry)
{
    /// <summary>Runs on the setting <c>Certification:CompareSchedule</c>, daily in the samples.</summary>
    [Function(nameof(CompareDuties))]
    public async Task Run(
        [TimerTrigger("%Certification:CompareSchedule%")] TimerInfo timer,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        DutyComparison found = await comparer.RunAsync(cancellation);
        telemetry.Mended(found.Begun, "duty-begun");
        telemetry.Mended(found.Ended, "duty-stopped");
        telemetry.Mended(found.Mended, "suspension-mended");
    }
}
