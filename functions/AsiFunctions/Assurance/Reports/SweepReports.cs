using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Assurance.Reports;

/// <summary>Orders lost scans of attachments again, and deletes what uploads that broke off have left.</summary>
public sealed class SweepReports(ReportSweeper sweeper)
{
    /// <summary>Runs on the setting <c>EvidenceSweepSchedule</c>, with the sweep of evidence. See <see cref="ReportSweeper.RunAsync"/>.</summary>
    [Function(nameof(SweepReports))]
    public Task Run(
        [TimerTrigger("%EvidenceSweepSchedule%")] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellation) =>
        sweeper.RunAsync(cancellation);
}
