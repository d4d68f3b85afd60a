using AsiFunctions.Domain.Surveys.Rounds;
using AsiFunctions.Domain.Time;
using Microsoft.Extensions.Configuration;

namespace AsiFunctions.Surveys;

/// <summary>The settings of surveys.</summary>
/// <param name="Terms">The terms, dated. <c>Surveys:Terms</c>, JSON as in survey-terms.json; default: that file.</param>
public sealed record SurveySettings(History<SurveyTerms> Terms)
{
    /// <summary>Reads them.</summary>
    /// <exception cref="InvalidOperationException">The terms cannot be read; the message says where.</exception>
    public static SurveySettings Read(IConfiguration configuration) =>
        new(DatedTerms.Read(configuration, "Surveys:Terms", SurveyTerms.Read, SurveyTerms.Shipped));
}
