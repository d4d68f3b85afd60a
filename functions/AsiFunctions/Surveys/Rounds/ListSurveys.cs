using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Surveys.Rounds;

/// <summary>Lists all survey rounds.</summary>
public sealed class ListSurveys(ICaseStore cases)
{
    /// <summary>Newest first; there is a handful a year. 16 range reads.</summary>
    [Function(nameof(ListSurveys))]
    [OpenTo(Role.Secretariat)]
    [Answers(200, typeof(SurveyList))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/surveys")] HttpRequest request, CancellationToken cancellation) =>
        Results.Ok(new SurveyList([.. (await cases.SurveysAsync(cancellation)).Select(survey => RoundView.Of(survey))]));

    /// <summary>All survey rounds.</summary>
    /// <param name="Items">Newest first.</param>
    private sealed record SurveyList(IReadOnlyList<RoundView> Items);
}
