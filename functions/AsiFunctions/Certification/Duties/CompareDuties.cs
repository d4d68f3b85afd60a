using AsiFunctions.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Certification.Duties;

/// <summary>Finds and mends members whose certification duty is not counted as it should be.</summary>
public sealed class CompareDuties(DutyComparer comparer, Instruments instruments)
{
    /// <summary>Runs on the setting <c>CertificationCompareSchedule</c>, daily in the samples.</summary>
    [Function(nameof(CompareDuties))]
    public async Task Run(
        [TimerTrigger("%CertificationCompareSchedule%")] TimerInfo timer,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        DutyComparison found = await comparer.RunAsync(cancellation);
        instruments.Mended(found.Begun, "duty-begun");
        instruments.Mended(found.Ended, "duty-stopped");
        instruments.Mended(found.Mended, "suspension-mended");
    }
}
