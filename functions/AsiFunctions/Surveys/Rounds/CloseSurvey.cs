using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Surveys.Rounds;
using AsiFunctions.Membership;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Surveys.Rounds;

/// <summary>The Secretariat closes a round before its last day, or calls off one that has not opened.</summary>
public sealed class CloseSurvey(ICaseStore cases)
{
    /// <summary>
    /// Takes <c>{"reason"?}</c>. Completed pages of unfinished replies count; what has to be done goes on after the answer. One point read, one transaction.
    /// </summary>
    [Function(nameof(CloseSurvey))]
    [OpenTo(Role.Secretariat)]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/surveys/{id}/close")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) =>
        cases.DecideAsync<Closing>(
            request,
            id,
            closing => DecisionAnswers.Check(closing.Reason, "/reason", needed: null),
            (closing, by) => new SurveyCommand.Close(by, DecisionAnswers.Words(closing.Reason)),
            survey => Results.Accepted($"/api/surveys/{survey.Id}", RoundView.Of(survey)),
            cancellation);

    private sealed record Closing(string? Reason = null);
}
