using AsiFunctions.Cases;
using Microsoft.Extensions.DependencyInjection;

namespace AsiFunctions.Surveys;

/// <summary>The invitations to the certification survey.</summary>
public static class SurveyServices
{
    /// <summary>Adds the capability.</summary>
    public static IServiceCollection AddSurveys(this IServiceCollection services) => services.AddCaseKind<SurveyInvitationKind>();
}
