using AsiFunctions.Cases;
using AsiFunctions.Notifications;
using Microsoft.Extensions.DependencyInjection;

namespace AsiFunctions.Certification.Certificates;

/// <summary>What certificates need.</summary>
internal static class CertificatesServices
{
    /// <summary>Adds their part of the capability.</summary>
    public static IServiceCollection AddCertificates(this IServiceCollection services) => services
        .AddCaseKind<CertificateKind>()
        .AddSingleton<MemberCertificates>()
        .AddSingleton<CertificateList>()
        .AddSingleton<CertificateDesk>()
        .AddSingleton<CertificateDocuments>()
        .AddSingleton<IMailComposer, CertificateMailComposer>();
}
