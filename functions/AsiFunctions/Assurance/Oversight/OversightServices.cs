using Microsoft.Extensions.DependencyInjection;

namespace AsiFunctions.Assurance.Oversight;

/// <summary>The review of audit reports in seven steps, and what follows the decision.</summary>
public static class OversightServices
{
    /// <summary>Adds the capability.</summary>
    public static IServiceCollection AddOversight(this IServiceCollection services) => services
        .AddSingleton<FollowUpDesk>()
        .AddSingleton<CertificateChanges>()
        .AddSingleton<OversightList>();
}
