using System.Globalization;
using AsiFunctions.Access.Accounts;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Notifications;

namespace AsiFunctions.Access.Invitations;

/// <summary>Writes the message of an invitation.</summary>
public sealed class InvitationComposer(
    InvitationStore store, AccountStore accounts, InvitationTokens tokens, OrganisationNames names, PortalLinks links, TimeProvider clock) : IMailComposer
{
    /// <inheritdoc/>
    public string Prefix => Invitation.Prefix;

    /// <inheritdoc/>
    public async Task<MailDraft?> ComposeAsync(CaseId id, Effect.SendMail what, CancellationToken cancellation)
    {
        string? round = what.Facts?.GetValueOrDefault(InvitationMails.RoundFact);
        if (await store.FindAsync(id, cancellation) is not { Invitation: { Email: { } email, Name: { } name } invitation }
            || !invitation.IsOpen(clock.GetUtcNow())
            || round != invitation.Round.ToString(CultureInfo.InvariantCulture))
        {
            return null;
        }

        Dictionary<string, string> values = new()
        {
            ["organisation"] = await names.OfAsync(invitation.Organisation, cancellation),
            ["until"] = invitation.Until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["link"] = links.To($"invitations/{tokens.TokenFor(invitation)}"),
        };
        if (await accounts.FindAsync(invitation.By, cancellation) is { Account.Name: { } inviter })
        {
            values["inviter"] = inviter;
        }

        return new MailDraft([new MailRecipient(email, name, invitation.Language, "invited")], values);
    }
}
