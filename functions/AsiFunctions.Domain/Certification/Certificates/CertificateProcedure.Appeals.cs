using AsiFunctions.Domain.Assurance.Appeals;
using AsiFunctions.Domain.Cases;
using static AsiFunctions.Domain.Certification.Certificates.CertificateRecord;
using static AsiFunctions.Domain.Time.Dates;

namespace AsiFunctions.Domain.Certification.Certificates;

/// <summary>What an appeal makes of a certificate.</summary>
public static partial class CertificateProcedure
{
    /// <summary>
    /// An appeal is noted. Overturned, a suspension is lifted as the side that decided it would; a
    /// withdrawal is lifted from that day on, where the validity has not run out. What was decided since about the same matter stays: an outcome
    /// about what no longer stands, or of which nothing is left, is noted and changes nothing, since an appeal's case cannot be told a refusal; only
    /// an appeal that is filed against it is refused.
    /// </summary>
    /// <param name="certificate">The certificate as stored.</param>
    /// <param name="news">What the appeal tells.</param>
    /// <param name="now">The instant.</param>
    public static Decision<Certificate> Hear(Certificate certificate, AppealNews news, DateTimeOffset now)
    {
        DateOnly today = DateOnly.FromDateTime(now.UtcDateTime);
        AppealableDecision? decision = certificate.AppealableOn(today) is { } standing && standing.Number == news.Number ? standing : null;
        return news switch
        {
            AppealNews.Filed when decision is null => Refuse("already-decided", "The decision no longer stands."),
            AppealNews.Filed => Note(certificate, "appealed", news),
            AppealNews.Overturned o when decision is { What: "suspended" } => Lift(certificate, o, today, now),
            AppealNews.Overturned o when decision is not null && today <= certificate.ExpiresOn => Restore(certificate, o, today, now),
            AppealNews.Overturned => Note(certificate, "appeal-overturned", news),
            _ => Note(certificate, "appeal-upheld", news),
        };
    }

    private static Decision<Certificate>.Accepted Lift(Certificate certificate, AppealNews.Overturned news, DateOnly today, DateTimeOffset now)
    {
        Reinstatement record = new(today, news.By, now, news.Reason);
        return SuspensionCauses.After(certificate.Records).After(record).Any
            ? Record(certificate, record)
            : Record(certificate, record, Mail(CertificateMail.Reinstated, ("from", Iso(today)), ("until", Iso(certificate.ExpiresOn))));
    }

    private static Decision<Certificate>.Accepted Restore(Certificate certificate, AppealNews.Overturned news, DateOnly today, DateTimeOffset now) =>
        Record(
            certificate,
            new Restoration(today, news.By, now, news.Reason, news.Appeal),
            Mail(CertificateMail.Restored, ("from", Iso(today)), ("until", Iso(certificate.ExpiresOn))));

    private static Decision<Certificate>.Accepted Note(Certificate certificate, string what, AppealNews news) =>
        new(certificate, [new CaseEvent(what, news.By, news.Appeal.Value)], []);
}
