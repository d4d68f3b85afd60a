using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Membership;

/// <summary>A membership ends.</summary>
public sealed class EndMembership(MemberDesk desk, ICaseStore cases)
{
    /// <summary>
    /// Takes <c>{"reason", "text"?, "into"?, "from"?}</c>: the reason is coded; <c>other</c> needs
    /// a text; where another member takes the organisation over, <c>into</c> names it. <c>from</c> is the first day without membership.
    /// </summary>
    [Function(nameof(EndMembership))]
    [OpenTo(Role.Secretariat)]
    [Takes(typeof(Ending))]
    [ReadsHeader("If-Match")]
    [ReadsHeader("Idempotency-Key")]
    [Answers(200, typeof(MemberView), Headers = ["ETag"])]
    [Refuses(404, 409, 412)]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/members/{id}/end")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) =>
        desk.ChangeAsync<Ending>(
            request,
            id,
            CheckAsync,
            (body, by) => new MemberCommand.End(by, body.Reason, OwnWords.Of(body.Text), body.Into) { From = body.From },
            cancellation);

    private async ValueTask<IReadOnlyList<Fault>> CheckAsync(Ending body, CancellationToken cancellation)
    {
        List<Fault> faults = [];
        if (OwnWords.Check(body.Text, "/text", body.Reason is MembershipEnd.Other ? "Say in words why the membership ends." : null) is { } fault)
        {
            faults.Add(fault);
        }

        if (body.Into is { Prefix: Member.Prefix } into
            && await cases.FindAsync<Member>(into, cancellation) is null or { Case.Status: MemberStatus.Ended })
        {
            faults.Add(new Fault("/into", FaultCodes.NotOffered, $"{into} is no member."));
        }

        return faults;
    }

    /// <summary>The end of a membership.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Text">Why in words, at most 4,000 characters; needed for the reason <c>other</c>.</param>
    /// <param name="Into">The member that takes the organisation over, where that is the reason.</param>
    /// <param name="From">The first day without membership; default: today.</param>
    private sealed record Ending(MembershipEnd Reason, string? Text = null, CaseId? Into = null, DateOnly? From = null);
}
