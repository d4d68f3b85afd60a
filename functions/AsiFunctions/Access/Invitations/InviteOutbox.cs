using System.Text.Json;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Storage;
using Microsoft.Extensions.Logging;

namespace AsiFunctions.Access.Invitations;

/// <summary>Invites the first person of each organisation that was admitted.</summary>
public sealed class InviteOutbox(InvitationDesk desk, OrganisationNames organisations, ILogger<InviteOutbox> log) : IOutboxHandler
{
    /// <inheritdoc/>
    public string Kind => OutboxKinds.Invite;

    /// <inheritdoc/>
    public async Task DispatchAsync(IReadOnlyList<OutboxEntry> entries, CancellationToken cancellation)
    {
        foreach (OutboxEntry entry in entries)
        {
            CaseId organisation = entry.Payload.Deserialize<Effect.Invite>(Json.Options)!.Organisation;
            if (await organisations.FindAsync(organisation, cancellation) is { FirstContact: { } contact })
            {
                await desk.InviteFirstAsync(organisation, contact, cancellation);
            }
            else
            {
                log.NobodyToInvite(Organisation.Of(organisation));
            }
        }
    }
}
