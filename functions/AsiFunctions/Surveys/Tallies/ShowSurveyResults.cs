using System.Text.Json;
using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Surveys.Results;
using AsiFunctions.Domain.Surveys.Rounds;
using AsiFunctions.Membership;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Surveys.Tallies;

/// <summary>The results of a round, for everybody.</summary>
public sealed class ShowSurveyResults(SurveyResultDesk desk)
{
    /// <summary>
    /// Counts, denominators and percentages, or why they are withheld. Filters: standard (PS, CoC), year; only where no small count could be told from them.
    /// Answers 304 to a matching If-None-Match. Three point reads.
    /// </summary>
    [Function(nameof(ShowSurveyResults))]
    [OpenToPublic]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/surveys/{id}/results")] HttpRequest request, string id, CancellationToken cancellation)
    {
        FoundResults found = await desk.FindAsync(request, id, cancellation);
        return found.Problem
            ?? ShowRegister.Tagged(request, JsonSerializer.SerializeToUtf8Bytes(ResultsView.Of(found.Survey, found.Results), Json.Options), "application/json; charset=utf-8");
    }

    private sealed record ResultsView(CaseId Survey, string State, DateOnly OpensOn, DateOnly? ClosedOn, int Minimum, SurveyResults Results)
    {
        public static ResultsView Of(Survey survey, SurveyResults results) =>
            new(survey.Id, survey.StateName, survey.Plan.OpensOn, survey.ClosedOn, survey.Plan.Minimum, results);
    }
}
