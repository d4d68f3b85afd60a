using AsiFunctions.Domain.Assurance.Appeals;
using AsiFunctions.Domain.Cases;
using static AsiFunctions.Domain.Certification.Certificates.CertificateRecord;

namespace AsiFunctions.Domain.Certification.Certificates;

/// <summary>Which decision about a certificate its member can appeal against.</summary>
internal static class CertificateAppeals
{
    /// <summary>
    /// The withdrawal, or else the latest suspension that stands and that a person decided: what
    /// the duty suspends is cured, not appealed against. Null where there is none, and where the certificate is over without a withdrawal.
    /// </summary>
    public static AppealableDecision? Of(Certificate certificate, DateOnly today)
    {
        CertificateRecord? decision = certificate.End switch
        {
            Withdrawal withdrawal => withdrawal,
            null when !CertificateStatus.On(certificate, today).IsOver && SuspensionCauses.After(certificate.Records).ByReleaser =>
                certificate.Records.Last(record => record is Suspension { By.Role: not Role.Machine }),
            _ => null,
        };
        return decision is null
            ? null
            : new AppealableDecision(
                decision.Name,
                NumberOf(certificate, decision),
                DateOnly.FromDateTime(decision.At.UtcDateTime),
                [.. new[] { decision.By.Id, certificate.IssuedBy.Id }.Distinct(StringComparer.Ordinal)],
                certificate.MemberName);
    }

    /// <summary>The decision's place among the records, from 1: they are never taken out.</summary>
    private static int NumberOf(Certificate certificate, CertificateRecord decision)
    {
        for (int place = certificate.Records.Count - 1; place > 0; place--)
        {
            if (ReferenceEquals(certificate.Records[place], decision))
            {
                return place + 1;
            }
        }

        return 1;
    }
}
