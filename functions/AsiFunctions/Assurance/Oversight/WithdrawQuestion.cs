using AsiFunctions.Access;
using AsiFunctions.Assurance.Audits;
using AsiFunctions.Cases.Status;
using AsiFunctions.Certification;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Assurance.Oversight;

/// <summary>The Secretariat does without the answer to a clarification.</summary>
public sealed class WithdrawQuestion(AuditDesk desk)
{
    /// <summary>Takes <c>{"reason"}</c>; the step that asked is reviewed upon the revision that is there.</summary>
    /// <remarks>Round trips: see <see cref="AuditDesk"/>.</remarks>
    [Function(nameof(WithdrawQuestion))]
    [OpenTo(Role.Secretariat)]
    [Takes(typeof(ReasonBody))]
    [ReadsHeader("If-Match")]
    [ReadsHeader("Idempotency-Key")]
    [Answers(200, typeof(CaseStatus), Headers = ["ETag"])]
    [Refuses(404, 409, 412)]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/audits/{id}/clarification/withdraw")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) =>
        desk.ChangeAsync<ReasonBody>(
            request,
            id,
            [Role.Secretariat],
            (body, _) => ReasonedChange.Check(body.Reason, "Say why no answer is awaited any more; ASI keeps it."),
            (body, _, by) => ValueTask.FromResult<AuditCommand>(new AuditCommand.WithdrawQuestion(by, body.Reason.Trim())),
            cancellation);

    /// <summary>Why no answer is awaited any more.</summary>
    /// <param name="Reason">1 to 4,000 characters; ASI keeps it.</param>
    private sealed record ReasonBody(string Reason);
}
