using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Duties;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Certification.Duties;

/// <summary>A certification deadline is extended.</summary>
public sealed class ExtendDeadline(DutyDesk desk)
{
    /// <summary>
    /// Takes <c>{"to", "reason"}</c>: the new last day, after today and after the old one. A member that was suspended for it is reinstated.
    /// </summary>
    [Function(nameof(ExtendDeadline))]
    [OpenTo(Role.Secretariat)]
    [Takes(typeof(Extension))]
    [ReadsHeader("If-Match")]
    [ReadsHeader("Idempotency-Key")]
    [Answers(200, typeof(DutyView), Headers = ["ETag"])]
    [Refuses(404, 409, 412)]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/members/{id}/deadlines/extension")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) =>
        desk.DecideAsync<Extension>(
            request,
            id,
            body => ReasonedChange.Check(body.Reason, "Say why; the member reads it."),
            (body, by) => new DutyCommand.Extend(by, body.To, OwnWords.Of(body.Reason)),
            cancellation);

    /// <summary>The extension of a deadline.</summary>
    /// <param name="To">The new last day, after today and after the old one.</param>
    /// <param name="Reason">Why, 1 to 4,000 characters; the member reads it.</param>
    private sealed record Extension(DateOnly To, string Reason);
}
