using System.Runtime.CompilerServices;
using AsiFunctions.Dashboard.Feed;
using AsiFunctions.Domain.Surveys.Rounds;
using AsiFunctions.Forms;
using AsiFunctions.Storage;
using AsiFunctions.Surveys.Rounds;
using Azure;
using Azure.Data.Tables;

namespace AsiFunctions.Surveys.Tallies;

/// <summary>What the dashboard counts of surveys: groups of replies, as they are moved on.</summary>
public sealed class SurveyFacts(ICaseStore cases, SurveyTable table, ReplyMover mover, TotalsStore totals, FormCatalogue forms) : IFactSource
{
    private const int Most = 300;
    private const string IdFrom = "survey-";

    /// <summary>16 range reads, and one for each round.</summary>
    public async Task<IReadOnlyList<FeedEntry>> WaitingAsync(CancellationToken cancellation)
    {
        List<FeedEntry> waiting = [];
        foreach (Survey survey in await cases.SurveysAsync(cancellation))
        {
            await foreach (TableEntity row in table.RangeAsync(survey.Id, SurveyTable.WaitingFrom, cancellation))
            {
                waiting.Add(Entry(row.RowKey[SurveyTable.WaitingFrom.Length..], CellRows.Read(row)));
                if (waiting.Count == Most)
                {
                    return waiting;
                }
            }
        }

        return waiting;
    }

    /// <summary>One write for each.</summary>
    public async Task RemoveAsync(IReadOnlyList<FeedEntry> taken, CancellationToken cancellation)
    {
        foreach (FeedEntry entry in taken.Where(entry => entry.Id.StartsWith(IdFrom, StringComparison.Ordinal)))
        {
            // Every group counts something, and all of it in the partition of its round.
            await table.Client.DeleteEntityAsync(
                entry.Cells.First().Key[0], SurveyTable.WaitingFrom + entry.Id[IdFrom.Length..], ETag.All, cancellation);
        }
    }

    /// <summary>
    /// Rounds below their minimum are left out. 16 range reads, and for each round a point read and one for each 1,000 rows of groups.
    /// </summary>
    public async IAsyncEnumerable<FeedEntry> AllAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (Survey survey in await cases.SurveysAsync(cancellation))
        {
            if ((await totals.ReadAsync(survey.Id, cancellation)).Replies < survey.Plan.Minimum)
            {
                continue;
            }

            await foreach (ReplyGroup group in mover.GroupsAsync(survey.Id, cancellation))
            {
                yield return Entry(group.Name, group.Count(survey.Id, forms));
            }
        }
    }

    private static FeedEntry Entry(string group, Domain.Dashboard.Cells cells) => new($"{IdFrom}{group}", null, 0, cells);
}
