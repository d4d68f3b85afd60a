using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Certification.Evidence;

/// <summary>Orders lost scans again, and deletes what uploads that broke off have left.</summary>
public sealed class SweepEvidence(EvidenceSweeper sweeper)
{
    /// <summary>Runs on the setting <c>EvidenceSweepSchedule</c>, every night in the samples. See <see cref="EvidenceSweeper.RunAsync"/>.</summary>
    [Function(nameof(SweepEvidence))]
    public Task Run(
        [TimerTrigger("%EvidenceSweepSchedule%")] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellation) =>
        sweeper.RunAsync(cancellation);
}
