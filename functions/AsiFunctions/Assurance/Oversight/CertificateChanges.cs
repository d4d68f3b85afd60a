using AsiFunctions.Certification;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Storage;

namespace AsiFunctions.Assurance.Oversight;

/// <summary>Changes the certificate that an audit looks after, upon the audit's decision.</summary>
public sealed class CertificateChanges(ICaseStore cases, CertificationSettings settings)
{
    /// <summary>Decides about it. One point read and one transaction. What is so already is done.</summary>
    internal async Task<FollowUpResult> DecideAsync(Audit audit, CertificateCommand command, CancellationToken cancellation)
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
            DecideOutcome<Certificate>.Refused { Code: "already-decided" } => new FollowUpResult.Done(number.Value),
            DecideOutcome<Certificate>.Refused refused => new FollowUpResult.Stuck(refused.Code, refused.Message),
            _ => throw new InvalidOperationException($"The certificate {number} that {audit.Id} looks after cannot be found."),
        };
    }
}
