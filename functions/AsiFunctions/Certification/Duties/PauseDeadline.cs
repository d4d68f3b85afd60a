using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Duties;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Certification.Duties;

/// <summary>A certification clock is stopped for a while.</summary>
public sealed class PauseDeadline(DutyDesk desk)
{
    /// <summary>Takes <c>{"reason"}</c>. Days do not count from today on.</summary>
    [Function(nameof(PauseDeadline))]
    [OpenTo(Role.Secretariat)]
    [Takes(typeof(Pause))]
    [ReadsHeader("If-Match")]
    [ReadsHeader("Idempotency-Key")]
    [Answers(200, typeof(DutyView), Headers = ["ETag"])]
    [Refuses(404, 409, 412)]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/members/{id}/deadlines/pause")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) =>
        desk.DecideAsync<Pause>(
            request,
            id,
            body => ReasonedChange.Check(body.Reason, "Say why; the member reads it."),
            (body, by) => new DutyCommand.Pause(by, OwnWords.Of(body.Reason)),
            cancellation);

    /// <summary>A pause.</summary>
    /// <param name="Reason">Why, 1 to 4,000 characters; the member reads it.</param>
    private sealed record Pause(string Reason);
}
