using AsiFunctions.Assurance.Accreditation;
using AsiFunctions.Assurance.Appeals;
using AsiFunctions.Assurance.Audits;
using AsiFunctions.Assurance.NonConformances;
using AsiFunctions.Assurance.Oversight;
using AsiFunctions.Assurance.Reports;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AsiFunctions.Assurance;

/// <summary>Who may audit, and what becomes of audits.</summary>
public static class AssuranceServices
{
    /// <summary>Adds the capability.</summary>
    public static IServiceCollection AddAssurance(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(AssuranceSettings.Read(configuration))
        .AddAccreditation()
        .AddSingleton<IFirmContacts, FirmContacts>()
        .AddAudits(configuration)
        .AddReports()
        .AddOversight()
        .AddNonConformances(configuration)
        .AddAppeals(configuration);
}
