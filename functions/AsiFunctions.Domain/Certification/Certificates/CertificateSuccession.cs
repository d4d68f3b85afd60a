using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Entities;

namespace AsiFunctions.Domain.Certification.Certificates;

/// <summary>A scope has one certificate at a time.</summary>
/// <remarks>
/// Asked by the register when it hears of a new certificate, within the transaction that issues it: of two that are issued at once the later
/// therefore meets the earlier, and supersedes it.
/// </remarks>
public static class CertificateSuccession
{
    /// <summary>
    /// The certificate that was the scope's last gives way to the new one; where it is over already, it refuses and nothing changes.
    /// </summary>
    /// <param name="scope">The scope before the news.</param>
    /// <param name="news">The new certificate's.</param>
    public static IReadOnlyList<Effect> Of(CertificationScope scope, CertificateNews news) =>
        scope.Certificates is [.., CaseId last] && !scope.Certificates.Contains(news.Certificate.Id)
            ? [new Effect.Tell(last, new CertificateCommand.Supersede(news.By, news.Certificate.Id, news.Certificate.IssuedOn))]
            : [];
}
