using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Membership;

/// <summary>A suspended member is in good standing again.</summary>
public sealed class ReinstateMember(MemberDesk desk)
{
    /// <summary>Takes <c>{"reason"?, "from"?}</c>, and answers the member's record as it is now. 409 where it is not suspended.</summary>
    [Function(nameof(ReinstateMember))]
    [OpenTo(Role.Secretariat)]
    [Takes(typeof(Reinstatement))]
    [ReadsHeader("If-Match")]
    [ReadsHeader("Idempotency-Key")]
    [Answers(200, typeof(MemberView), Headers = ["ETag"])]
    [Refuses(404, 409, 412)]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/members/{id}/reinstatement")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) =>
        desk.ChangeAsync<Reinstatement>(
            request,
            id,
            (body, _) => ValueTask.FromResult<IReadOnlyList<Fault>>(OwnWords.Check(body.Reason, "/reason", needed: null) is { } fault ? [fault] : []),
            (body, by) => new MemberCommand.Reinstate(by, OwnWords.Of(body.Reason)) { From = body.From },
            cancellation);

    /// <summary>The end of a member's suspension.</summary>
    /// <param name="Reason">Why, at most 4,000 characters.</param>
    /// <param name="From">The first day on which it holds; default: today.</param>
    private sealed record Reinstatement(string? Reason = null, DateOnly? From = null);
}
