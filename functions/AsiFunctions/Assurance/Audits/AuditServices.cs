using AsiFunctions.Cases;
using AsiFunctions.Notifications;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AsiFunctions.Assurance.Audits;

/// <summary>Audits, from their opening to their report.</summary>
public static class AuditServices
{
    /// <summary>Adds the capability.</summary>
    public static IServiceCollection AddAudits(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(AuditSettings.Read(configuration))
        .AddCaseKind<AuditKind>()
        .AddSingleton<AuditDesk>()
        .AddSingleton<IMailComposer, AuditMailComposer>();
}
