using AsiFunctions.Access;
using AsiFunctions.Cases;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Surveys.Rounds;
using AsiFunctions.Http;
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
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/surveys/{id}/close")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        if (!SurveyDesk.TryRead(id, out CaseId survey))
        {
            return Problems.NotFound();
        }

        Actor by = request.HttpContext.Person().AsActor(Role.Secretariat);
        ChangeRequest<Closing> change = await request.ReadChangeAsync<Closing>(survey, by, cancellation);
        if (change.Problem is { } unusable)
        {
            return unusable;
        }

        if (DecisionAnswers.Check(change.Body.Reason, "/reason", needed: null) is { } fault)
        {
            return Problems.InvalidForm([fault]);
        }

        SurveyCommand command = new SurveyCommand.Close(by, DecisionAnswers.Words(change.Body.Reason));
        return DecisionAnswers.Of(
            await cases.DecideAsync<Survey>(survey, (stored, now) => SurveyProcedure.Decide(stored, command, now), change.Options, cancellation),
            stored => Results.Accepted($"/api/surveys/{survey}", RoundView.Of(stored.Case)));
    }

    private sealed record Closing(string? Reason = null);
}
