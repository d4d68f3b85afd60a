using Microsoft.Extensions.DependencyInjection;

namespace AsiFunctions.Certification.Standards;

/// <summary>The standards as data.</summary>
public static class StandardsServices
{
    /// <summary>Adds the standards: the shipped sample, or what the operator has loaded.</summary>
    public static IServiceCollection AddStandards(this IServiceCollection services) => services
        .AddSingleton<StoredStandards>()
        .AddSingleton<IStandards>(provider => provider.GetRequiredService<StoredStandards>());
}
