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

/// <summary>Gives a round other days.</summary>
public sealed class ChangeSurveyDates(ICaseStore cases)
{
    /// <summary>
    /// Takes <c>{"opensOn"?, "closesOn"}</c>; the first day until it has come, the last day until it has passed, null for none. One point read, one transaction.
    /// </summary>
    [Function(nameof(ChangeSurveyDates))]
    [OpenTo(Role.Secretariat)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/surveys/{id}/dates")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        if (!SurveyDesk.TryRead(id, out CaseId survey))
        {
            return Problems.NotFound();
        }

        Actor by = request.HttpContext.Person().AsActor(Role.Secretariat);
        ChangeRequest<NewDates> change = await request.ReadChangeAsync<NewDates>(survey, by, cancellation);
        if (change.Problem is { } unusable)
        {
            return unusable;
        }

        SurveyCommand command = new SurveyCommand.Reschedule(by, change.Body.OpensOn, change.Body.ClosesOn);
        return DecisionAnswers.Of(
            await cases.DecideAsync<Survey>(survey, (stored, now) => SurveyProcedure.Decide(stored, command, now), change.Options, cancellation),
            stored => Results.Ok(RoundView.Of(stored.Case)));
    }

    private sealed record NewDates(DateOnly? ClosesOn, DateOnly? OpensOn = null);
}
