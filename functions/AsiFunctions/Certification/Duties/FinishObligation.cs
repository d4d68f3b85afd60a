using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Duties;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Certification.Duties;

/// <summary>Something due beside the certificate is done: a surveillance audit, a corrective action plan, a closure.</summary>
public sealed class FinishObligation(DutyDesk desk)
{
    /// <summary>Takes <c>{"key", "on"?, "note"?}</c>: the key as the list of deadlines shows it, and the day, today where it is left out.</summary>
    [Function(nameof(FinishObligation))]
    [OpenTo(Role.Secretariat)]
    [Takes(typeof(Done))]
    [ReadsHeader("If-Match")]
    [ReadsHeader("Idempotency-Key")]
    [Answers(200, typeof(DutyView), Headers = ["ETag"])]
    [Refuses(404, 409, 412)]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/members/{id}/deadlines/done")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) =>
        desk.DecideAsync<Done>(
            request,
            id,
            Check,
            (body, by) => new DutyCommand.Finish(by, body.Key, body.On ?? desk.Today, OwnWords.Of(body.Note)),
            cancellation);

    private IReadOnlyList<Fault> Check(Done body) =>
    [
        .. OwnWords.Check(body.Note, "/note", needed: null) is Fault fault ? (Fault[])[fault] : [],
        .. body.On > desk.Today ? (Fault[])[new Fault("/on", "date-out-of-range", "The day lies not after today.")] : [],
    ];

    /// <summary>Something due that is done.</summary>
    /// <param name="Key">As the list of deadlines shows it.</param>
    /// <param name="On">The day; default: today, and not after it.</param>
    /// <param name="Note">What else is to be said, at most 4,000 characters.</param>
    private sealed record Done(string Key, DateOnly? On = null, string? Note = null);
}
