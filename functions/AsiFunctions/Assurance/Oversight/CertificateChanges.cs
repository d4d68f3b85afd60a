using AsiFunctions.Certification;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Storage;

namespace AsiFunctions.Assurance.Oversight;

/// <summary>Changes the certificate that an audit looks after, upon the audit's decision.</summary>
public sealed class CertificateChanges(ICaseStore cases, CertificationSettings settings, TimeProvider clock)
{
    /// <summary>Decides about it. One point read, one transaction, and a point read for each case that is told. What is so already is done.</summary>
    /// <param name="audit">The audit.</param>
    /// <param name="command">What shall become of the certificate.</param>
    /// <param name="isSo">Whether a certificate that refuses stands as is wanted. Its code alone does
    /// not say so: one that lapsed meanwhile is decided too.</param>
    /// <param name="cancellation">The host stops.</param>
    internal async Task<FollowUpResult> DecideAsync(
        Audit audit, CertificateCommand command, Func<CertificateStatus, bool> isSo, CancellationToken cancellation)
    {
        CaseId number = audit.Subject.Certificate!.Value;
        DecideOutcome<Certificate> outcome = await cases.DecideAsync<Certificate>(
            number,
            (certificate, now) => CertificateProcedure.Decide(certificate, command, now, settings.Terms),
            new DecideOptions($"audit-{audit.Id}-{audit.Decisions.Count}"),
            cancellation);
        return outcome switch
        {
            DecideOutcome<Certificate>.Applied => new FollowUpResult.Done(number.Value),
            DecideOutcome<Certificate>.Refused { Stored.Case: var certificate } when isSo(
                CertificateStatus.On(certificate, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime))) => new FollowUpResult.Done(number.Value),
            DecideOutcome<Certificate>.Refused refused => new FollowUpResult.Stuck(refused.Code, refused.Message),
            _ => throw new InvalidOperationException($"The certificate {number} that {audit.Id} looks after cannot be found."),
        };
    }
}
