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

/// <summary>A member is suspended: hidden from the public register until the cause is cured.</summary>
public sealed class SuspendMember(MemberDesk desk)
{
    /// <summary>Takes <c>{"reason", "text"?, "from"?}</c>; the reason <c>other</c> needs a text.</summary>
    [Function(nameof(SuspendMember))]
    [OpenTo(Role.Secretariat)]
    [Takes(typeof(Suspension))]
    [ReadsHeader("If-Match")]
    [ReadsHeader("Idempotency-Key")]
    [Answers(200, typeof(MemberView), Headers = ["ETag"])]
    [Refuses(404, 409, 412)]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/members/{id}/suspension")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) =>
        desk.ChangeAsync<Suspension>(
            request,
            id,
            (body, _) => ValueTask.FromResult<IReadOnlyList<Fault>>(
                OwnWords.Check(body.Text, "/text", body.Reason is SuspensionReason.Other ? "Say in words why the member is suspended." : null) is { } fault
                    ? [fault]
                    : []),
            (body, by) => new MemberCommand.Suspend(by, body.Reason, OwnWords.Of(body.Text)) { From = body.From },
            cancellation);

    /// <summary>A member's suspension.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Text">Why in words, at most 4,000 characters; needed for the reason <c>other</c>.</param>
    /// <param name="From">The first day on which it holds; default: today.</param>
    private sealed record Suspension(SuspensionReason Reason, string? Text = null, DateOnly? From = null);
}
