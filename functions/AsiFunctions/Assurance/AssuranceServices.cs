using AsiFunctions.Assurance.Appeals;
using AsiFunctions.Assurance.NonConformances;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AsiFunctions.Assurance;

/// <summary>Audits, what they find, and what becomes of it.</summary>
public static class AssuranceServices
{
    /// <summary>Adds the capability.</summary>
    public static IServiceCollection AddAssurance(this IServiceCollection services, IConfiguration configuration) => services
        .AddNonConformances(configuration)
        .AddAppeals(configuration);
}
