using static AsiFunctions.Domain.Time.Dates;

namespace AsiFunctions.Domain.Certification.Certificates;

/// <summary>Whether a certificate can have the extension that ASI offers for a standard.</summary>
/// <remarks>
/// Source: ASI's announcement of 6 December 2024 for CoC: an active certificate that expires no later than the offer's day, no major at the
/// previous audit, minors case by case, asked for in time before expiry.
/// </remarks>
public static class CertificateExtensions
{
    /// <summary>What stands in the way; empty where nothing does. That the certificate is in force is checked with every step of it.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="audit">The previous audit.</param>
    /// <param name="requestedOn">When the member asked.</param>
    /// <param name="today">The day of the decision.</param>
    /// <param name="offer">What is offered; null for nothing.</param>
    public static IReadOnlyList<string> Obstacles(
        Certificate certificate, PreviousAudit audit, DateOnly requestedOn, DateOnly today, ExtensionOffer? offer)
    {
        if (offer is null)
        {
            return ["No extension is offered."];
        }

        if (certificate.Standard.Standard is not StandardCode.ChainOfCustody)
        {
            return ["The extension is offered for certificates against the Chain of Custody Standard only."];
        }

        DateOnly latestRequest = offer.RequestBefore.Before(certificate.ExpiresOn);
        (bool Stands, string Message)[] checks =
        [
            (requestedOn > today, "The day of the request lies in the future."),
            (requestedOn < offer.AnnouncedOn, $"The extension can be asked for from {Day(offer.AnnouncedOn)} on."),
            (requestedOn > latestRequest, $"It had to be asked for by {Day(latestRequest)}."),
            (certificate.ExpiresOn > offer.LatestExpiry, $"It is offered to certificates that expire on {Day(offer.LatestExpiry)} or before."),
            (audit.EndedOn < certificate.LatestAudit.EndedOn, $"The previous audit is not older than the one of {Day(certificate.LatestAudit.EndedOn)} that the certificate rests on."),
            (audit.Majors > 0, "There was a major non-conformance at the previous audit."),
        ];
        return [.. checks.Where(check => check.Stands).Select(check => check.Message)];
    }

    /// <summary>Minors are weighed case by case: with them, the decision needs a reason.</summary>
    public static bool NeedsReason(PreviousAudit audit) => audit.Minors > 0;

    /// <summary>The previous audit, where it is the one that the certificate rests on.</summary>
    public static PreviousAudit LatestOf(Certificate certificate) =>
        new(certificate.LatestAudit.EndedOn, certificate.LatestAudit.Majors, certificate.LatestAudit.Minors);
}
