using AsiFunctions.Assurance.Reports;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AsiFunctions.Assurance;

/// <summary>Audits, their reports and their oversight.</summary>
public static class AssuranceServices
{
    /// <summary>Adds the capability.</summary>
    public static IServiceCollection AddAssurance(this IServiceCollection services, IConfiguration configuration) => services
        .AddReports();
}
