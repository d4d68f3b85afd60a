using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Certification.Duties;

/// <summary>Finds and mends members whose certification duty is not counted as it should be.</summary>
public sealed class CompareDuties(DutyComparer comparer)
{
    /// <summary>Runs on the setting <c>CertificationCompareSchedule</c>, daily in the samples.</summary>
    [Function(nameof(CompareDuties))]
    public Task Run(
        [TimerTrigger("%CertificationCompareSchedule%")] TimerInfo timer,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) =>
        comparer.RunAsync(cancellation);
}
