using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Surveys.Rounds;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Surveys.Rounds;

/// <summary>Shows a survey round.</summary>
public sealed class ShowSurvey(ICaseStore cases, RoundStore rounds)
{
    /// <summary>With the number of those invited; its ETag is the round's version. Two point reads.</summary>
    [Function(nameof(ShowSurvey))]
    [OpenTo(Role.Secretariat)]
    [Answers(200, typeof(RoundView), Headers = ["ETag"])]
    [Refuses(404)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/surveys/{id}")] HttpRequest request, string id, CancellationToken cancellation)
    {
        if (!SurveyDesk.TryRead(id, out CaseId survey) || await cases.FindAsync<Survey>(survey, cancellation) is not { } stored)
        {
            return Problems.NotFound();
        }

        request.HttpContext.Response.Headers.ETag = IfMatch.ETag(stored.Version);
        return Results.Ok(RoundView.Of(stored.Case, await rounds.InvitedAsync(survey, cancellation)));
    }
}
