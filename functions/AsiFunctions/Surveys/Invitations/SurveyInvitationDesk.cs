using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Surveys.Invitations;
using AsiFunctions.Storage;

namespace AsiFunctions.Surveys.Invitations;

/// <summary>Decides about invitations.</summary>
public sealed class SurveyInvitationDesk(ICaseStore cases, SurveyTable table, SurveyTokens tokens)
{
    /// <summary>Decides; what does not apply any more changes nothing. One point read and one transaction.</summary>
    /// <param name="id">The invitation.</param>
    /// <param name="command">What becomes of it.</param>
    /// <param name="cancellation">Cancels what is not yet sent.</param>
    /// <param name="seen">The version on which the decision rests; null for any.</param>
    public async Task DecideAsync(CaseId id, SurveyInvitationCommand command, CancellationToken cancellation, int? seen = null) =>
        await cases.DecideAsync<SurveyInvitation>(
            id, (stored, now) => SurveyInvitationProcedure.Decide(stored, command, now), new DecideOptions(IfVersion: seen), cancellation);

    /// <summary>True where there was a reply, whether or not the invitation knows of it. A point read for each of the app's keys.</summary>
    public async Task<bool> HasRepliedAsync(CaseId survey, CaseId invitation, CancellationToken cancellation)
    {
        foreach (string key in tokens.SpentKeys(invitation))
        {
            if (await table.FindAsync(survey, key, cancellation) is not null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The round has closed: those without a reply end. 16 range reads; for each that has not ended a point read more, and one transaction.
    /// </summary>
    public async Task CloseAllAsync(CaseId survey, CancellationToken cancellation)
    {
        await foreach (Stored<SurveyInvitation> stored in cases.ListAsync<SurveyInvitation>(SurveyInvitation.Prefix, cancellation))
        {
            if (stored.Case.Survey == survey && !stored.Case.IsOver)
            {
                bool replied = await HasRepliedAsync(survey, stored.Case.Id, cancellation);
                await DecideAsync(
                    stored.Case.Id,
                    replied ? new SurveyInvitationCommand.Respond() : new SurveyInvitationCommand.Close("round-closed"),
                    cancellation);
            }
        }
    }
}
