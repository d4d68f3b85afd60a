using AsiFunctions.Access.Accounts;
using AsiFunctions.Domain.Cases;
using Microsoft.Extensions.Logging;

namespace AsiFunctions.Access.Invitations;

/// <summary>Writes invitations down and has them sent.</summary>
public sealed class InvitationDesk(
    InvitationStore store,
    AccountStore accounts,
    InvitationMails mails,
    SecretKeys keys,
    AccessSettings settings,
    TimeProvider clock,
    ILogger<InvitationDesk> log)
{
    private const int MostTries = 10;

    /// <summary>Invites somebody. The same wish again, while the invitation is open, finds the first; later it begins a new round.</summary>
    /// <exception cref="InvalidOperationException">The row changed under every attempt to write it.</exception>
    public async Task<Inviting> InviteAsync(Wish wish, CancellationToken cancellation)
    {
        string mark = MarkOf(wish);
        int strangers = 0;
        for (int i = 0; i < MostTries; i++)
        {
            CaseId id = IdFor(wish, strangers);
            StoredInvitation? stored = await store.FindAsync(id, cancellation);
            if (stored is { Invitation: { } other } && (other.Organisation != wish.Organisation || other.EmailMark != mark))
            {
                // 35 bits leave room for two different wishes with one id: the next id is as good.
                strangers++;
                continue;
            }

            if (stored is not null && IsAlready(stored.Invitation, wish))
            {
                return new Inviting.Invited(stored.Invitation);
            }

            if (stored is not null && await HasAccountAsync(stored.Invitation, cancellation))
            {
                return new Inviting.HasAccount();
            }

            Invitation invitation = Next(id, mark, wish, stored?.Invitation);
            if (await store.SaveAsync(invitation, stored, cancellation))
            {
                log.Invited(wish.By, invitation.Organisation, RoleNames.Join(invitation.Roles), invitation.Id, invitation.Round);
                await mails.TrySendAsync(invitation, cancellation);
                return new Inviting.Invited(invitation);
            }
        }

        throw new InvalidOperationException($"The invitation to {wish.Organisation} changed under every attempt to write it.");
    }

    /// <summary>Invites an organisation's first person, once: the invitation's id follows from the organisation's.</summary>
    public async Task InviteFirstAsync(CaseId organisation, FirstContact contact, CancellationToken cancellation)
    {
        CaseId id = organisation.As(Invitation.Prefix);
        Invitation? there = (await store.FindAsync(id, cancellation))?.Invitation;
        if (there is null)
        {
            // Whoever comes first can do all that the organisation's people can: look after a member's accounts, answer for a firm's audits.
            Organisation own = Organisation.Of(organisation);
            Wish wish = new(own, own.Roles.ToHashSet(), contact.Email, contact.Name, contact.Language, Actor.Machine.Id, IsConfirmed: true);
            there = Next(id, MarkOf(wish), wish, before: null);
            if (await store.SaveAsync(there, replaced: null, cancellation))
            {
                log.Invited(there.By, there.Organisation, RoleNames.Join(there.Roles), there.Id, there.Round);
            }
        }

        // Again after a crash between the two: the queue and the ledger know the message by its id.
        await mails.SendAsync(there, cancellation);
    }

    /// <summary>Confirms an invitation that a colleague asked for, and sends it.</summary>
    /// <returns>The invitation; null where it does not wait for that any more.</returns>
    public async Task<Invitation?> ConfirmAsync(StoredInvitation stored, string by, CancellationToken cancellation)
    {
        Invitation confirmed = stored.Invitation with { State = InvitationState.Pending, Until = Until(), ChangedAt = clock.GetUtcNow() };
        if (stored.Invitation.State is not InvitationState.AwaitsConfirmation || !await store.SaveAsync(confirmed, stored, cancellation))
        {
            return null;
        }

        log.Confirmed(by, confirmed.Id);
        await mails.TrySendAsync(confirmed, cancellation);
        return confirmed;
    }

    /// <summary>Takes an invitation back, and forgets whom it was for.</summary>
    /// <returns>False where it was accepted, or changed meanwhile.</returns>
    public async Task<bool> RevokeAsync(StoredInvitation stored, string by, CancellationToken cancellation)
    {
        if (stored.Invitation.State is InvitationState.Revoked)
        {
            return true;
        }

        Invitation revoked = stored.Invitation with { State = InvitationState.Revoked, Email = null, Name = null, ChangedAt = clock.GetUtcNow() };
        if (stored.Invitation.State is InvitationState.Accepted || !await store.SaveAsync(revoked, stored, cancellation))
        {
            return false;
        }

        log.Revoked(by, revoked.Id);
        return true;
    }

    private bool IsAlready(Invitation there, Wish wish) =>
        there.Roles.SetEquals(wish.Roles)
        && (there.IsOpen(clock.GetUtcNow()) || (there.State is InvitationState.AwaitsConfirmation && !wish.IsConfirmed));

    private async Task<bool> HasAccountAsync(Invitation there, CancellationToken cancellation) =>
        there is { State: InvitationState.Accepted, AcceptedBy: { } by }
        && await accounts.FindAsync(by, cancellation) is { Account: { IsActive: true } account }
        && account.Organisation == there.Organisation;

    private Invitation Next(CaseId id, string mark, Wish wish, Invitation? before) => new(
        id,
        (before?.Round ?? 0) + 1,
        wish.Organisation,
        wish.Roles,
        wish.Email.Trim(),
        mark,
        wish.Name.Trim(),
        wish.Language,
        wish.IsConfirmed ? InvitationState.Pending : InvitationState.AwaitsConfirmation,
        wish.By,
        Until(),
        clock.GetUtcNow(),
        AcceptedBy: null);

    private DateOnly Until() => settings.InvitationTerm.After(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));

    private string MarkOf(Wish wish) => keys.Derive("invitation-email", wish.Address);

    private CaseId IdFor(Wish wish, int strangers) => CaseId.From(
        Invitation.Prefix,
        BitConverter.ToUInt64(keys.DeriveBytes("invitation-id", FormattableString.Invariant($"{wish.Organisation}\n{wish.Address}\n{strangers}"))));
}
