using AsiFunctions.Access;
using AsiFunctions.Cases;
using AsiFunctions.Notifications;
using Microsoft.Extensions.DependencyInjection;

namespace AsiFunctions.Assurance.Accreditation;

/// <summary>What the accreditation of audit firms and auditors needs.</summary>
internal static class AccreditationServices
{
    /// <summary>Adds its part of the capability.</summary>
    public static IServiceCollection AddAccreditation(this IServiceCollection services) => services
        .AddCaseKind<AuditFirmKind>()
        .AddCaseKind<AuditorKind>()
        .AddSingleton<AccreditationStore>()
        .AddSingleton<AccreditationDesk>()
        .AddSingleton<AccreditedList>()
        .AddSingleton<IOrganisationDirectory, AuditFirmDirectory>()
        .AddSingleton<IMailComposer, AuditFirmMailComposer>()
        .AddSingleton<IMailComposer, AuditorMailComposer>();
}
