using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Surveys.Invitations;
using AsiFunctions.Domain.Surveys.Rounds;
using AsiFunctions.Notifications;
using AsiFunctions.Storage;
using AsiFunctions.Surveys.Rounds;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Surveys.Invitations;

/// <summary>Finds the round of an invitation, and whom to invite; the message leaves from the invitation's outbox.</summary>
public sealed class SendSurveyInvitation(
    ICaseStore cases, RoundStore rounds, SurveyRecipients recipients, SurveyOptOuts optOuts, SurveyInvitationDesk desk)
{
    /// <summary>Killed anywhere, it is begun again: the invitation is counted once, and sent once. Up to ten round trips.</summary>
    /// <param name="invitationId">The invitation.</param>
    /// <param name="durable">For the relay.</param>
    /// <param name="cancellation">The host stops.</param>
    [Function(nameof(SendSurveyInvitation))]
    public async Task RunAsync([ActivityTrigger] string invitationId, [DurableClient] DurableTaskClient durable, CancellationToken cancellation)
    {
        CaseId id = CaseId.Parse(invitationId);
        if (await cases.FindAsync<SurveyInvitation>(id, cancellation) is not { Case: { State: SurveyInvitationState.Enqueued } invitation } stored)
        {
            return;
        }

        Survey? round = await RoundAsync(invitation, cancellation);
        if (round is null)
        {
            // Whoever opens a round afterwards tells all that were looking meanwhile: then the version has grown, and this is refused.
            SurveyInvitationCommand ending = invitation.Survey is null
                ? new SurveyInvitationCommand.Wait()
                : new SurveyInvitationCommand.Close("round-closed");
            await desk.DecideAsync(id, ending, cancellation, seen: stored.Version);
            return;
        }

        if (await rounds.IsFullAsync(round, cancellation))
        {
            await desk.DecideAsync(id, new SurveyInvitationCommand.Close("quota-reached"), cancellation);
            return;
        }

        SurveyInvitationCommand? command = await recipients.OfAsync(invitation, cancellation) switch
        {
            null => new SurveyInvitationCommand.Close("nobody-to-invite"),
            MailRecipient one when await optOuts.HasAsync(one.Address, cancellation) => new SurveyInvitationCommand.OptOut(),
            MailRecipient one when await rounds.CountInvitedAsync(round.Id, id, cancellation) =>
                new SurveyInvitationCommand.Invite(round.Id, round.Plan.Reminders, SurveyOptOuts.HashOf(one.Address)),

            // It has closed in this moment: the next look finds no round.
            _ => null,
        };
        if (command is not null)
        {
            await desk.DecideAsync(id, command, cancellation);
        }
    }

    private async Task<Survey?> RoundAsync(SurveyInvitation invitation, CancellationToken cancellation) =>
        (invitation.Survey ?? await rounds.StandingAsync(cancellation)) is { } id
        && await cases.FindAsync<Survey>(id, cancellation) is { Case: { IsOpen: true } round }
            ? round
            : null;
}
