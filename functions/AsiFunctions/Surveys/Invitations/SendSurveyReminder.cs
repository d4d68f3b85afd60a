using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Surveys.Invitations;
using AsiFunctions.Domain.Surveys.Rounds;
using AsiFunctions.Notifications;
using AsiFunctions.Storage;
using AsiFunctions.Surveys.Rounds;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Surveys.Invitations;

/// <summary>
/// Reminds of an invitation, but nobody who has replied: that is asked of the replies themselves,
/// should the invitation not know of it. Nor is another person reminded than was invited, who would see with the token what the first has saved.
/// </summary>
public sealed class SendSurveyReminder(
    ICaseStore cases, RoundStore rounds, SurveyRecipients recipients, SurveyOptOuts optOuts, SurveyInvitationDesk desk)
{
    /// <summary>Up to nine round trips.</summary>
    /// <param name="invitationId">The invitation.</param>
    /// <param name="durable">For the relay.</param>
    /// <param name="cancellation">The host stops.</param>
    [Function(nameof(SendSurveyReminder))]
    public async Task RunAsync([ActivityTrigger] string invitationId, [DurableClient] DurableTaskClient durable, CancellationToken cancellation)
    {
        CaseId id = CaseId.Parse(invitationId);
        if (await cases.FindAsync<SurveyInvitation>(id, cancellation) is { Case: { State: SurveyInvitationState.Reminding, Survey: { } survey } invitation })
        {
            await desk.DecideAsync(id, await WhatAsync(invitation, survey, cancellation), cancellation);
        }
    }

    private async Task<SurveyInvitationCommand> WhatAsync(SurveyInvitation invitation, CaseId survey, CancellationToken cancellation)
    {
        if (await desk.HasRepliedAsync(survey, invitation.Id, cancellation))
        {
            return new SurveyInvitationCommand.Respond();
        }

        if (await cases.FindAsync<Survey>(survey, cancellation) is not { Case: { IsOpen: true } round })
        {
            return new SurveyInvitationCommand.Close("round-closed");
        }

        if (await rounds.IsFullAsync(round, cancellation))
        {
            return new SurveyInvitationCommand.Close("quota-reached");
        }

        return await recipients.OfAsync(invitation, cancellation) switch
        {
            null => new SurveyInvitationCommand.Close("nobody-to-invite"),
            MailRecipient one when await optOuts.HasAsync(one.Address, cancellation) => new SurveyInvitationCommand.OptOut(),
            MailRecipient one when SurveyOptOuts.HashOf(one.Address) != invitation.To => new SurveyInvitationCommand.Close("contact-changed"),
            _ => new SurveyInvitationCommand.Remind(),
        };
    }
}
