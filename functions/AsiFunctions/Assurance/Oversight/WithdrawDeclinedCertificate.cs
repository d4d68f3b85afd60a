using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Certification.Certificates;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Assurance.Oversight;

/// <summary>
/// Withdraws the certificate of a scope whose audit found too many majors, or one in a critical area (Assurance Manual, section 6.4).
/// </summary>
public sealed class WithdrawDeclinedCertificate(FollowUpDesk desk, CertificateChanges changes)
{
    /// <summary>A certificate that is over already stays so. Round trips: see <see cref="FollowUpDesk"/>; a point read and a transaction.</summary>
    /// <param name="auditId">The audit's reference.</param>
    /// <param name="durable">For the relay.</param>
    /// <param name="cancellation">The host stops.</param>
    [Function(nameof(WithdrawDeclinedCertificate))]
    public Task RunAsync([ActivityTrigger] string auditId, [DurableClient] DurableTaskClient durable, CancellationToken cancellation) =>
        desk.DoAsync(
            auditId,
            FollowUpKind.WithdrawCertificate,
            audit => changes.DecideAsync(
                audit, new CertificateCommand.Withdraw(audit.Decision!.By, audit.Decision.Reason ?? audit.Id.Value), status => status.IsOver, cancellation),
            cancellation);
}
