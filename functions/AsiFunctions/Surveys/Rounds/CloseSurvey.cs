using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Surveys.Rounds;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Surveys.Rounds;

/// <summary>The Secretariat closes a survey round before its last day, or calls off one that has not opened.</summary>
public sealed class CloseSurvey(ICaseStore cases)
{
    /// <summary>
    /// Takes <c>{"reason"?}</c>. Completed pages of unfinished replies count; what has to be done
    /// goes on after the answer. One point read, one transaction.
    /// </summary>
    [Function(nameof(CloseSurvey))]
    [OpenTo(Role.Secretariat)]
    [Takes(typeof(Closing))]
    [ReadsHeader("If-Match")]
    [ReadsHeader("Idempotency-Key")]
    [Answers(202, typeof(RoundView), Headers = ["Location"])]
    [Refuses(404, 409, 412)]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/surveys/{id}/close")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) =>
        cases.DecideAsync<Closing>(
            request,
            id,
            closing => OwnWords.Check(closing.Reason, "/reason", needed: null),
            (closing, by) => new SurveyCommand.Close(by, OwnWords.Of(closing.Reason)),
            survey => Results.Accepted($"/api/surveys/{survey.Id}", RoundView.Of(survey)),
            cancellation);

    /// <summary>The end of a survey round.</summary>
    /// <param name="Reason">Why, at most 4,000 characters.</param>
    private sealed record Closing(string? Reason = null);
}
