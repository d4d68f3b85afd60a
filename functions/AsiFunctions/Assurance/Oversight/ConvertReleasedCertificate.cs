using AsiFunctions.Assurance.Reports;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Certification.Certificates;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Assurance.Oversight;

/// <summary>Makes a provisional certificate full, upon a follow-up audit.</summary>
public sealed class ConvertReleasedCertificate(FollowUpDesk desk, CertificateChanges changes, ReportStore reports)
{
    /// <summary>
    /// A certificate that is full by this audit already stays so. Round trips: see
    /// <see cref="FollowUpDesk"/>; a blob, a point read and a transaction.
    /// </summary>
    /// <param name="auditId">The audit's reference.</param>
    /// <param name="durable">For the relay.</param>
    /// <param name="cancellation">The host stops.</param>
    [Function(nameof(ConvertReleasedCertificate))]
    public Task RunAsync([ActivityTrigger] string auditId, [DurableClient] DurableTaskClient durable, CancellationToken cancellation) =>
        desk.DoAsync(auditId, FollowUpKind.ConvertCertificate, audit => ConvertAsync(audit, cancellation), cancellation);

    private async Task<FollowUpResult> ConvertAsync(Audit audit, CancellationToken cancellation)
    {
        AuditDecision decision = audit.Decision!;
        AuditReport report = await reports.ReadAsync(audit.Revisions[decision.Revision - 1], cancellation);
        AuditFindings findings = report.AsFindings(audit.Plan!.Lead?.Value);
        CertificateCommand.Convert command = new(decision.By, findings, decision.Reason ?? audit.Id.Value);
        return await changes.DecideAsync(audit, command, status => status.State is CertificateState.Full, cancellation);
    }
}
