using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Surveys.Rounds;
using Azure;
using Azure.Data.Tables;

namespace AsiFunctions.Surveys.Rounds;

/// <summary>
/// What the table of the replies knows of rounds: whether they are open, how many were invited, and which one new certifications belong to.
/// </summary>
public sealed class RoundStore(SurveyTable table)
{
    private const int Attempts = 50;
    private const string StandingPartition = "standing";
    private const string StandingKey = "round";
    private const string SurveyColumn = "Survey";
    private const string CountColumn = "Count";
    private const string RepliesColumn = "Replies";

    /// <summary>Opens a round; again changes nothing. One write.</summary>
    /// <param name="survey">The round.</param>
    /// <param name="counts">True where a quota is set: then the replies are counted at the door.</param>
    /// <param name="cancellation">The host stops.</param>
    public async Task OpenAsync(CaseId survey, bool counts, CancellationToken cancellation)
    {
        TableEntity door = new(survey.Value, SurveyTable.Door);
        if (counts)
        {
            door[RepliesColumn] = 0;
        }

        await table.TryAsync([SurveyTable.Add(door)], cancellation);
    }

    /// <summary>Closes a round: from then on no page and no reply is stored. Again changes nothing. One write.</summary>
    public Task CloseAsync(CaseId survey, CancellationToken cancellation) =>
        table.Client.DeleteEntityAsync(survey.Value, SurveyTable.Door, ETag.All, cancellation);

    /// <summary>
    /// Counts an invitation, once however often it is asked. One point read and one transaction; again where others are counted meanwhile.
    /// </summary>
    /// <returns>False where the round is not open any more.</returns>
    public async Task<bool> CountInvitedAsync(CaseId survey, CaseId invitation, CancellationToken cancellation)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            TableEntity? count = await table.FindAsync(survey, SurveyTable.Invitations, cancellation);
            TableEntity mark = new(survey.Value, $"{SurveyTable.InvitedFrom}{invitation}");
            TableEntity next = new(survey.Value, SurveyTable.Invitations) { [CountColumn] = CountOf(count) + 1 };
            if (await table.TryAsync([SurveyTable.ThroughTheDoor(survey), SurveyTable.Add(mark), SurveyTable.Put(next, count)], cancellation))
            {
                return true;
            }

            if (await table.FindAsync(survey, mark.RowKey, cancellation) is not null)
            {
                return true;
            }

            if (await table.FindAsync(survey, SurveyTable.Door, cancellation) is null)
            {
                return false;
            }
        }

        throw new Storage.CaseBusyException(survey);
    }

    /// <summary>How many were invited. One point read.</summary>
    public async Task<int> InvitedAsync(CaseId survey, CancellationToken cancellation) =>
        CountOf(await table.FindAsync(survey, SurveyTable.Invitations, cancellation));

    /// <summary>The round that new certifications belong to; null where none is open. One point read.</summary>
    public async Task<CaseId?> StandingAsync(CancellationToken cancellation) =>
        await table.FindAsync(StandingPartition, StandingKey, cancellation) is { } row ? CaseId.Parse(row.GetString(SurveyColumn)!) : null;

    /// <summary>Makes a round the one that new certifications belong to. One write, and a point read where there is one.</summary>
    /// <returns>The round that is it already, which may be this one; null where this one has just become it.</returns>
    public async Task<CaseId?> ClaimStandingAsync(CaseId survey, CancellationToken cancellation)
    {
        TableEntity row = new(StandingPartition, StandingKey) { [SurveyColumn] = survey.Value };
        return await table.TryAsync([SurveyTable.Add(row)], cancellation) ? null : await StandingAsync(cancellation);
    }

    /// <summary>New certifications do not belong to this round any more. One point read, and a write where they did.</summary>
    public async Task ReleaseStandingAsync(CaseId survey, CancellationToken cancellation)
    {
        if (await table.FindAsync(StandingPartition, StandingKey, cancellation) is { } row && row.GetString(SurveyColumn) == survey.Value)
        {
            await table.TryAsync([SurveyTable.Delete(row)], cancellation);
        }
    }

    /// <summary>True once as many have replied as were asked for. A point read for a round with a quota, nothing for others.</summary>
    public async Task<bool> IsFullAsync(Survey survey, CancellationToken cancellation) =>
        survey.Plan.Quota is { } quota
        && await table.FindAsync(survey.Id, SurveyTable.Door, cancellation) is { } door
        && RepliesOf(door) >= quota;

    /// <summary>What the door says after one reply more; null where the quota is reached.</summary>
    /// <param name="door">The row as it was read.</param>
    /// <param name="quota">The most replies.</param>
    internal static TableTransactionAction? OneMore(TableEntity door, int quota)
    {
        int replies = RepliesOf(door);
        return replies >= quota ? null : SurveyTable.Put(new TableEntity(door.PartitionKey, door.RowKey) { [RepliesColumn] = replies + 1 }, door);
    }

    private static int RepliesOf(TableEntity door) => door.GetInt32(RepliesColumn) ?? 0;

    private static int CountOf(TableEntity? row) => row?.GetInt32(CountColumn) ?? 0;
}
