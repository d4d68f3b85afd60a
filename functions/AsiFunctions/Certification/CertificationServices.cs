using AsiFunctions.Certification.Assessments;
using AsiFunctions.Certification.Certificates;
using AsiFunctions.Certification.Duties;
using AsiFunctions.Certification.Entities;
using AsiFunctions.Certification.Evidence;
using AsiFunctions.Certification.Standards;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AsiFunctions.Certification;

/// <summary>Standards, entities and certification scopes, self-assessments, certificates, and the duty to certify in time.</summary>
public static class CertificationServices
{
    /// <summary>Adds the capability.</summary>
    public static IServiceCollection AddCertification(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(CertificationSettings.Read(configuration))
        .AddStandards()
        .AddEntities()
        .AddAssessments()
        .AddEvidence(configuration)
        .AddCertificates()
        .AddDuties(configuration);
}
