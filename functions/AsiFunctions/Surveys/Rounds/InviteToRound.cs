using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Surveys.Invitations;
using AsiFunctions.Domain.Surveys.Rounds;
using AsiFunctions.Http;
using AsiFunctions.Membership;
using AsiFunctions.Storage;
using AsiFunctions.Surveys.Invitations;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Surveys.Rounds;

/// <summary>Opens a round, and begins the invitations of its list, some at a time.</summary>
public sealed class InviteToRound(ICaseStore cases, CaseSummaries summaries, MemberList members, RoundStore rounds, SurveyInvitationDesk desk)
{
    // Some seconds of work: what was begun before a kill is looked up once more, not begun twice.
    private const int AtATime = 40;

    /// <summary>
    /// Killed anywhere, it is begun again: an invitation's id is derived from the round and from
    /// whom it is for. For each invitation up to two round trips and a transaction; a standing round looks for
    /// those that wait for one (32 range reads, and a transaction for each).
    /// </summary>
    /// <param name="surveyId">The round.</param>
    /// <param name="durable">For the relay.</param>
    /// <param name="cancellation">The host stops.</param>
    [Function(nameof(InviteToRound))]
    public async Task RunAsync([ActivityTrigger] string surveyId, [DurableClient] DurableTaskClient durable, CancellationToken cancellation)
    {
        CaseId id = CaseId.Parse(surveyId);
        if (await cases.FindAsync<Survey>(id, cancellation) is not { Case: { State: SurveyState.Inviting } survey })
        {
            return;
        }

        await rounds.OpenAsync(id, survey.Plan.Quota is not null, cancellation);
        SurveyCommand done = survey.IsStanding ? await TakeNewOnesAsync(survey, cancellation) : await InviteSomeAsync(survey, cancellation);
        await cases.DecideAsync<Survey>(id, (stored, now) => SurveyProcedure.Decide(stored, done, now), options: null, cancellation);
    }

    private async Task<SurveyCommand> TakeNewOnesAsync(Survey survey, CancellationToken cancellation)
    {
        if (await rounds.ClaimStandingAsync(survey.Id, cancellation) is { } other && other != survey.Id)
        {
            return new SurveyCommand.Superseded(other);
        }

        foreach (string state in new[] { "waiting", "enqueued" })
        {
            CaseQuery query = new(
                SurveyInvitation.Prefix, state, From: null, To: null, ChangedFrom: null, ChangedTo: null, Ended: null, Organisations: []);
            foreach (CaseSummary waiting in await summaries.FindAsync(query, cancellation))
            {
                await desk.DecideAsync(waiting.Id, new SurveyInvitationCommand.Release(), cancellation);
            }
        }

        return new SurveyCommand.AllInvited();
    }

    private async Task<SurveyCommand> InviteSomeAsync(Survey survey, CancellationToken cancellation)
    {
        CaseId[] next =
        [
            .. (await ListAsync(survey.Plan.Audience, cancellation))
                .OrderBy(one => one.Value, StringComparer.Ordinal)
                .Where(one => survey.InvitedUpTo is not { } last || string.CompareOrdinal(one.Value, last.Value) > 0)
                .Take(AtATime),
        ];
        foreach (CaseId one in next)
        {
            await InviteAsync(survey, one, cancellation);
        }

        return next is [.., var reached] ? new SurveyCommand.InvitedUpTo(reached) : new SurveyCommand.AllInvited();
    }

    private async Task<IReadOnlyList<CaseId>> ListAsync(SurveyAudience audience, CancellationToken cancellation) => audience switch
    {
        SurveyAudience.Certificates listed => listed.Listed,
        SurveyAudience.Members asked =>
        [
            .. (await members.AllAsync(cancellation))
                .Where(member => member.Status is MemberStatus.Active && asked.Classes.Contains(member.Class))
                .Select(member => member.Id),
        ],
        _ => [],
    };

    private async Task InviteAsync(Survey survey, CaseId one, CancellationToken cancellation)
    {
        Certificate? certificate = one.Prefix == Certificate.Prefix ? (await cases.FindAsync<Certificate>(one, cancellation))?.Case : null;
        if (one.Prefix == Certificate.Prefix && certificate is null)
        {
            return;
        }

        IdempotencyKey key = new($"survey invitation of {survey.Id} for {one}", "1", one.Value);
        await cases.AddAsync(
            SurveyInvitation.Prefix,
            key,
            (id, now) => certificate is null
                ? SurveyInvitationProcedure.Enqueue(id, one, survey.Id, now)
                : SurveyInvitationProcedure.Enqueue(id, certificate, survey.Id, now),
            cancellation,
            beside: certificate?.Member ?? one);
    }
}
