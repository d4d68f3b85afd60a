using AsiFunctions.Cases;
using AsiFunctions.Notifications;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AsiFunctions.Assurance.NonConformances;

/// <summary>What non-conformances need, beside the <see cref="IFirmContacts"/>.</summary>
internal static class NonConformanceServices
{
    /// <summary>Adds their part of the capability.</summary>
    public static IServiceCollection AddNonConformances(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(NonConformanceSettings.Read(configuration))
        .AddCaseKind<NonConformanceKind>()
        .AddSingleton<NonConformanceDesk>()
        .AddSingleton<NonConformanceList>()
        .AddSingleton<ActionEvidence>()
        .AddSingleton<IMailComposer, NonConformanceMailComposer>();
}
