using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Membership;
using AsiFunctions.Notifications;
using AsiFunctions.Storage;

namespace AsiFunctions.Certification.Certificates;

/// <summary>Says who receives a certificate's messages, and with which values; see <see cref="CertificateMail"/>.</summary>
public sealed class CertificateMailComposer(ICaseStore cases, MemberList members, PortalLinks links) : IMailComposer
{
    /// <inheritdoc/>
    public string Prefix => Certificate.Prefix;

    /// <inheritdoc/>
    public async Task<MailDraft?> ComposeAsync(CaseId id, Effect.SendMail what, CancellationToken cancellation)
    {
        if (await cases.FindAsync<Certificate>(id, cancellation) is not { Case: { } certificate }
            || await members.ContactAsync(certificate.Member, cancellation) is not { } contact)
        {
            return null;
        }

        Dictionary<string, string> values = new(StringComparer.Ordinal)
        {
            ["number"] = certificate.Id.Value,
            ["organisation"] = certificate.MemberName,
            ["standard"] = certificate.Standard.ToString(),
            ["scope"] = certificate.Scope.Name,
            ["link"] = links.To($"certificates/{certificate.Id}"),
        };
        if (Reason(certificate, what.Template) is { } reason)
        {
            values["reason"] = reason;
        }

        return new MailDraft([contact], values);
    }

    private static string? Reason(Certificate certificate, string template) => template switch
    {
        CertificateMail.Suspended => Last<CertificateRecord.Suspension>(certificate),
        CertificateMail.Reinstated => Last<CertificateRecord.Reinstatement>(certificate),
        CertificateMail.Restored => Last<CertificateRecord.Restoration>(certificate),
        CertificateMail.Withdrawn => Last<CertificateRecord.Withdrawal>(certificate),
        _ => null,
    };

    private static string? Last<TRecord>(Certificate certificate)
        where TRecord : CertificateRecord => certificate.Records.OfType<TRecord>().LastOrDefault()?.Reason;
}
