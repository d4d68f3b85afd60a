using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Access.Invitations;

/// <summary>Lists the invitations of an organisation.</summary>
public sealed class GetInvitations(InvitationStore store, TimeProvider clock)
{
    /// <summary>
    /// In the order of their references, whatever became of them. 404 for an organisation whose invitations are not for the caller.
    /// </summary>
    [Function(nameof(GetInvitations))]
    [OpenTo(Role.MemberAdmin, Role.Secretariat, Role.Operator)]
    [AsksLike(typeof(OrganisationQuery))]
    [AsksLike(typeof(Paging))]
    [Answers(200, typeof(Page<InvitationView>))]
    [Refuses(404)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/invitations")] HttpRequest request,
        CancellationToken cancellation)
    {
        QueryReader query = new(request);
        int size = query.PageSize();
        string? token = query.Text("page", maxLength: 2_000);
        (Organisation organisation, IResult? problem) = OrganisationQuery.Read(request);
        if ((query.Problem ?? problem) is { } refusal)
        {
            return refusal;
        }

        DateTimeOffset now = clock.GetUtcNow();
        List<InvitationView> views = [];
        await foreach (Invitation invitation in store.ListAsync(organisation, cancellation))
        {
            views.Add(InvitationView.Of(invitation, now));
        }

        return Paging.Cut(views, view => view.Id.Value, token, size) is { } page
            ? Results.Ok(page)
            : Problems.InvalidParameter("page", "Use the token that the page before ended with.");
    }
}
