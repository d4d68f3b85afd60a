using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Surveys.Rounds;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Surveys.Rounds;

/// <summary>Gives a survey round other days.</summary>
public sealed class ChangeSurveyDates(ICaseStore cases)
{
    /// <summary>
    /// Takes <c>{"opensOn"?, "closesOn"}</c>; the first day until it has come, the last day until
    /// it has passed, null for none. One point read, one transaction.
    /// </summary>
    [Function(nameof(ChangeSurveyDates))]
    [OpenTo(Role.Secretariat)]
    [Takes(typeof(NewDates))]
    [ReadsHeader("If-Match")]
    [ReadsHeader("Idempotency-Key")]
    [Answers(200, typeof(RoundView))]
    [Refuses(404, 409, 412)]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/surveys/{id}/dates")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) =>
        cases.DecideAsync<NewDates>(
            request,
            id,
            _ => null,
            (dates, by) => new SurveyCommand.Reschedule(by, dates.OpensOn, dates.ClosesOn),
            survey => Results.Ok(RoundView.Of(survey)),
            cancellation);

    /// <summary>The days of a survey round.</summary>
    /// <param name="ClosesOn">The last day; null for a round that stays open until it is closed.</param>
    /// <param name="OpensOn">The first day; default: as it is.</param>
    private sealed record NewDates(DateOnly? ClosesOn, DateOnly? OpensOn = null);
}
