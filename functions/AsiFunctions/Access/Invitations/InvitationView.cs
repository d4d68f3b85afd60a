using AsiFunctions.Domain.Cases;

namespace AsiFunctions.Access.Invitations;

/// <summary>An invitation as those see it who look after the organisation's accounts.</summary>
/// <param name="Id">For taking it back or confirming it.</param>
/// <param name="Organisation">Whose account it will be.</param>
/// <param name="Roles">The roles that the account will have.</param>
/// <param name="Name">Who is invited; null once it is accepted or revoked.</param>
/// <param name="Email">Where it was sent; null once it is accepted or revoked.</param>
/// <param name="State">What became of it; <c>expired</c> after its last day.</param>
/// <param name="By">The account that invites; <c>machine</c> for the first.</param>
/// <param name="Until">The last day on which it can be accepted.</param>
/// <param name="AcceptedBy">The account that was made of it.</param>
public sealed record InvitationView(
    CaseId Id,
    Organisation Organisation,
    IReadOnlyList<Role> Roles,
    string? Name,
    string? Email,
    string State,
    string By,
    DateOnly Until,
    string? AcceptedBy)
{
    internal static InvitationView Of(Invitation invitation, DateTimeOffset now) => new(
        invitation.Id,
        invitation.Organisation,
        [.. invitation.Roles.Order()],
        invitation.Name,
        invitation.Email,
        invitation.State is InvitationState.Pending && !invitation.IsOpen(now) ? "expired" : Http.Kebab.Of(invitation.State),
        invitation.By,
        invitation.Until,
        invitation.AcceptedBy);
}
