using AsiFunctions.Cases;
using Microsoft.Extensions.DependencyInjection;

namespace AsiFunctions.Certification.Assessments;

/// <summary>What self-assessments need.</summary>
internal static class AssessmentServices
{
    /// <summary>Adds the self-assessments.</summary>
    public static IServiceCollection AddAssessments(this IServiceCollection services) => services
        .AddCaseKind<SelfAssessmentKind>()
        .AddSingleton<AssessmentDesk>();
}
