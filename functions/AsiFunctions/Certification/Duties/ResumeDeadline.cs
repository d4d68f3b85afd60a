using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Duties;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Certification.Duties;

/// <summary>A stopped certification clock goes on.</summary>
public sealed class ResumeDeadline(DutyDesk desk)
{
    /// <summary>Takes <c>{"reason"}</c>. The dates move by the days that did not count.</summary>
    [Function(nameof(ResumeDeadline))]
    [OpenTo(Role.Secretariat)]
    [Takes(typeof(Resumption))]
    [ReadsHeader("If-Match")]
    [ReadsHeader("Idempotency-Key")]
    [Answers(200, typeof(DutyView), Headers = ["ETag"])]
    [Refuses(404, 409, 412)]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/members/{id}/deadlines/resumption")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) =>
        desk.DecideAsync<Resumption>(
            request,
            id,
            body => ReasonedChange.Check(body.Reason, "Say why; the member reads it."),
            (body, by) => new DutyCommand.Resume(by, OwnWords.Of(body.Reason)),
            cancellation);

    /// <summary>The end of a pause.</summary>
    /// <param name="Reason">Why, 1 to 4,000 characters; the member reads it.</param>
    private sealed record Resumption(string Reason);
}
