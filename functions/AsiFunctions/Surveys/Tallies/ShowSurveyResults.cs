using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Surveys.Results;
using AsiFunctions.Domain.Surveys.Rounds;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Surveys.Tallies;

/// <summary>The results of a survey round, for everybody.</summary>
public sealed class ShowSurveyResults(SurveyResultDesk desk)
{
    /// <summary>
    /// Counts, denominators and percentages, or why they are withheld. They can be filtered only
    /// where no small count could be told from it. 404 for a round that has not opened. Answers 304 to a matching If-None-Match. Three point reads.
    /// </summary>
    [Function(nameof(ShowSurveyResults))]
    [OpenToPublic]
    [AsksLike(typeof(SurveyResultDesk))]
    [ReadsHeader("If-None-Match")]
    [Answers(200, typeof(ResultsView), Headers = ["ETag"])]
    [Answers(304, Headers = ["ETag"])]
    [Refuses(404)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/surveys/{id}/results")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        FoundResults found = await desk.FindAsync(request, id, cancellation);
        return found.Problem
            ?? PublicAnswer.Json(request, ResultsView.Of(found.Survey, found.Results));
    }

    /// <summary>The results of a survey round.</summary>
    /// <param name="Survey">The round's reference.</param>
    /// <param name="State">Where the round stands.</param>
    /// <param name="OpensOn">Its first day.</param>
    /// <param name="ClosedOn">When it was closed; null until then.</param>
    /// <param name="Minimum">The fewest replies that are published.</param>
    /// <param name="Results">The results, or why they are withheld.</param>
    private sealed record ResultsView(CaseId Survey, string State, DateOnly OpensOn, DateOnly? ClosedOn, int Minimum, SurveyResults Results)
    {
        public static ResultsView Of(Survey survey, SurveyResults results) =>
            new(survey.Id, survey.StateName, survey.Plan.OpensOn, survey.ClosedOn, survey.Plan.Minimum, results);
    }
}
