using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Surveys.Rounds;
using AsiFunctions.Storage;
using AsiFunctions.Surveys.Invitations;
using AsiFunctions.Surveys.Replies;
using AsiFunctions.Surveys.Tallies;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Surveys.Rounds;

/// <summary>
/// Closes a round: no reply is taken any more, completed pages of unfinished ones count, all that
/// are held move on, and the invitations end. Source: seed 002, "Methodology": one respondent did not finish, and counts for the questions before.
/// </summary>
public sealed class CloseRound(ICaseStore cases, RoundStore rounds, ReplyStore replies, ReplyMover mover, SurveyInvitationDesk desk)
{
    /// <summary>
    /// Killed anywhere, it is begun again: each step finds what the one before has left. Some 25
    /// round trips, and those of each invitation that has not ended.
    /// </summary>
    /// <param name="surveyId">The round.</param>
    /// <param name="durable">For the relay.</param>
    /// <param name="cancellation">The host stops.</param>
    [Function(nameof(CloseRound))]
    public async Task RunAsync([ActivityTrigger] string surveyId, [DurableClient] DurableTaskClient durable, CancellationToken cancellation)
    {
        CaseId id = CaseId.Parse(surveyId);
        if (await cases.FindAsync<Survey>(id, cancellation) is not { Case: { State: SurveyState.Closing } survey })
        {
            return;
        }

        await rounds.CloseAsync(id, cancellation);
        await rounds.ReleaseStandingAsync(id, cancellation);
        await replies.BringInAsync(survey, cancellation);
        await mover.MoveAsync(survey, cancellation);
        await desk.CloseAllAsync(id, cancellation);
        await cases.DecideAsync<Survey>(
            id, (stored, now) => SurveyProcedure.Decide(stored, new SurveyCommand.BroughtIn(), now), options: null, cancellation);
    }
}
