using System.Globalization;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Notifications;
using Microsoft.Extensions.Logging;

namespace AsiFunctions.Access.Invitations;

/// <summary>
/// Hands invitations' messages to the queue. That one is owed is stored with the invitation, so none is lost; a repeat is known by its id.
/// </summary>
public sealed class InvitationMails(InvitationStore store, IMailQueue queue, ILogger<InvitationMails> log)
{
    /// <summary>The message's template.</summary>
    public const string Template = "account-invitation";

    /// <summary>The fact that says for which round the message was ordered.</summary>
    public const string RoundFact = "round";

    /// <summary>Hands the message over.</summary>
    public async Task SendAsync(Invitation invitation, CancellationToken cancellation)
    {
        if (invitation.State is InvitationState.Pending)
        {
            Dictionary<string, string> facts = new() { [RoundFact] = invitation.Round.ToString(CultureInfo.InvariantCulture) };
            Effect.SendMail mail = new(Template, Role.Member, Urgency.Immediate, facts);
            await queue.SendAsync([new MailOrder(invitation.RoundId, invitation.Id, mail)], cancellation);
        }

        await store.MarkSentAsync(invitation, cancellation);
    }

    /// <summary>Hands the message over if that can be done now; otherwise the sweep does it later.</summary>
    public async Task TrySendAsync(Invitation invitation, CancellationToken cancellation)
    {
        try
        {
            await SendAsync(invitation, cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.NotSentYet(e, invitation.Id);
        }
    }

    /// <summary>Hands over what is still owed.</summary>
    public async Task SweepAsync(CancellationToken cancellation)
    {
        await foreach (CaseId id in store.ListUnsentAsync(cancellation))
        {
            if (await store.FindAsync(id, cancellation) is { } stored)
            {
                await SendAsync(stored.Invitation, cancellation);
            }
        }
    }
}
