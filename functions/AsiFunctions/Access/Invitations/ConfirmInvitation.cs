using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Access.Invitations;

/// <summary>Confirms an invitation that a colleague asked for.</summary>
/// <remarks>Source: ASI's pages on elementAl: as many accounts as a member likes, and its designated contact confirms them.</remarks>
public sealed class ConfirmInvitation(InvitationStore store, InvitationDesk desk, TimeProvider clock)
{
    /// <summary>200; the invitation is sent now, and its term begins. 409 where it does not wait for that.</summary>
    [Function(nameof(ConfirmInvitation))]
    [OpenTo(Role.MemberAdmin, Role.Operator)]
    [Answers(200, typeof(InvitationView))]
    [Refuses(404, 409)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/invitations/{id}/confirmation")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        Person by = request.HttpContext.Person();
        if (!CaseId.TryParse(id, out CaseId? reference)
            || await store.FindAsync(reference.Value, cancellation) is not { } stored
            || !by.LooksAfter(stored.Invitation.Organisation))
        {
            return Problems.NotFound();
        }

        return await desk.ConfirmAsync(stored, by.AccountId, cancellation) is { } confirmed
            ? Results.Ok(InvitationView.Of(confirmed, clock.GetUtcNow()))
            : Problems.Conflict("out-of-order", "This invitation does not wait for a confirmation.");
    }
}
