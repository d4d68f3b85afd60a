using AsiFunctions.Assurance.Reports;
using AsiFunctions.Certification.Certificates;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Assurance.Oversight;

/// <summary>Issues the certificate that was released. Its member's duty, register and earlier certificate change in the same transaction.</summary>
public sealed class IssueReleasedCertificate(FollowUpDesk desk, CertificateDesk certificates, ReportStore reports)
{
    /// <summary>
    /// Once for each decision: the certificate's number is derived from the audit. Round trips: see <see cref="FollowUpDesk"/> and
    /// <see cref="CertificateDesk.IssueAsync"/>, and the report's blob.
    /// </summary>
    /// <param name="auditId">The audit's reference.</param>
    /// <param name="durable">For the relay.</param>
    /// <param name="cancellation">The host stops.</param>
    [Function(nameof(IssueReleasedCertificate))]
    public Task RunAsync([ActivityTrigger] string auditId, [DurableClient] DurableTaskClient durable, CancellationToken cancellation) =>
        desk.DoAsync(auditId, FollowUpKind.IssueCertificate, audit => IssueAsync(audit, cancellation), cancellation);

    private async Task<FollowUpResult> IssueAsync(Audit audit, CancellationToken cancellation)
    {
        AuditDecision decision = audit.Decision!;
        AuditReport report = await reports.ReadAsync(audit.Revisions[decision.Revision - 1], cancellation);
        CertificateOrder order = new(
            audit.Subject.Member,
            audit.Subject.Scope,
            audit.Subject.Standard,
            decision.Level,
            IssuedOn: null,
            TakenOver: null,
            audit.Subject.Assessment,
            report.AsFindings(audit.Plan!.Lead?.Value))
        {
            Released = new CertificateRelease(audit.Id, decision.Departs ? decision.Reason : null),
        };
        IdempotencyKey key = new($"release of {audit.Id}", $"{audit.Decisions.Count}", audit.Id.Value);
        return await certificates.IssueAsync(order, decision.By, key, cancellation) switch
        {
            IssueOutcome.Issued issued => new FollowUpResult.Done(issued.Stored.Case.Id.Value),
            IssueOutcome.Faulty faulty => new FollowUpResult.Stuck(
                faulty.Faults[0].Code, string.Join(' ', faulty.Faults.Select(fault => fault.Message))),
            IssueOutcome.Refused refused => new FollowUpResult.Stuck(refused.Code, refused.Message),
            _ => throw new InvalidOperationException($"The key of the release of {audit.Id} was used for something else."),
        };
    }
}
