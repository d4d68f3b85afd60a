using Microsoft.Extensions.DependencyInjection;

namespace AsiFunctions.Cases;

/// <summary>What the cases need.</summary>
public static class CasesServices
{
    /// <summary>Makes a kind of case known; each capability adds its own.</summary>
    public static IServiceCollection AddCaseKind<TKind>(this IServiceCollection services)
        where TKind : class, ICaseKind =>
        services.AddSingleton<TKind>().AddSingleton<ICaseKind>(provider => provider.GetRequiredService<TKind>());
}
