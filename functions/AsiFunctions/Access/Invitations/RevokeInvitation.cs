using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Access.Invitations;

/// <summary>Takes an invitation back.</summary>
public sealed class RevokeInvitation(InvitationStore store, InvitationDesk desk)
{
    /// <summary>
    /// 204, also where it had been taken back; its link opens nothing from now on. 409 where it was accepted: end the account instead.
    /// </summary>
    [Function(nameof(RevokeInvitation))]
    [OpenTo(Role.MemberAdmin, Role.Operator)]
    [Answers(204)]
    [Refuses(404, 409)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/invitations/{id}")] HttpRequest request,
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

        return await desk.RevokeAsync(stored, by.AccountId, cancellation)
            ? Results.NoContent()
            : Problems.Conflict("already-accepted", "It has been accepted meanwhile; end the account instead.");
    }
}
