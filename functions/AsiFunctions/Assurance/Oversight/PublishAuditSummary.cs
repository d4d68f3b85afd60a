using AsiFunctions.Assurance.Reports;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Assurance.Oversight;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Assurance.Oversight;

/// <summary>Publishes the summary of an approved audit.</summary>
public sealed class PublishAuditSummary(FollowUpDesk desk, ReportStore reports)
{
    /// <summary>
    /// The summary becomes a part of the audit, in the transaction that records its publication.
    /// Round trips: see <see cref="FollowUpDesk"/>, and a blob.
    /// </summary>
    /// <param name="auditId">The audit's reference.</param>
    /// <param name="durable">For the relay.</param>
    /// <param name="cancellation">The host stops.</param>
    [Function(nameof(PublishAuditSummary))]
    public Task RunAsync([ActivityTrigger] string auditId, [DurableClient] DurableTaskClient durable, CancellationToken cancellation) =>
        desk.DoAsync(auditId, FollowUpKind.PublishSummary, audit => PublishAsync(audit, cancellation), cancellation);

    private async Task<FollowUpResult> PublishAsync(Audit audit, CancellationToken cancellation)
    {
        AuditReport report = await reports.ReadAsync(audit.Revisions[audit.Decision!.Revision - 1], cancellation);
        return new FollowUpResult.Done { Parts = [new CasePart(PublishedSummary.Part, PublishedSummary.Of(audit, report))] };
    }
}
