using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Surveys.Replies;
using AsiFunctions.Domain.Surveys.Rounds;
using AsiFunctions.Forms;
using AsiFunctions.Storage;
using AsiFunctions.Surveys.Replies;
using Azure.Data.Tables;

namespace AsiFunctions.Surveys.Tallies;

/// <summary>
/// Moves replies on, in groups and shuffled. Before, a reply's row tells by its storage time when
/// it was given; afterwards all of a group have the time of the group, and no order.
/// </summary>
public sealed class ReplyMover(SurveyTable table, ReplyStore replies, TotalsStore totals, FormCatalogue forms)
{
    private const int Attempts = 20;

    // With the rows of the group, the totals and the entry for the dashboard they stay below the 100 rows of a transaction...
    private const int MostInGroup = 45;

    // ...and below its 4 MiB: what is not plain text takes up to six bytes.
    private const int MostCharacters = 500_000;

    /// <summary>
    /// Moves all that may move: while the round is open by groups of the minimum, once it is closed
    /// the whole rest. One range read and a point read, and one transaction for each group; killed
    /// between two, the next run goes on with what is still held.
    /// </summary>
    public async Task MoveAsync(Survey survey, CancellationToken cancellation)
    {
        for (int attempt = 0; attempt < Attempts;)
        {
            TableEntity[] held = [.. await replies.ListAsync(survey.Id, SurveyTable.HeldFrom, cancellation)];
            int next = ReplyGroups.Next(held.Length, survey.Plan.Minimum, closed: !survey.IsOpen);
            if (next == 0)
            {
                return;
            }

            RandomNumberGenerator.Shuffle(held.AsSpan());
            held = [.. ByKind(held, survey.IsOpen)];
            if (!await MoveAsync(survey, held[..SizeOf(held[..next], survey.Plan.Minimum)], cancellation))
            {
                // Another run moves at the same time.
                attempt++;
            }
        }

        throw new CaseBusyException(survey.Id);
    }

    /// <summary>All groups of a round. A range read for each 1,000 rows; one group at a time is held in memory.</summary>
    internal async IAsyncEnumerable<ReplyGroup> GroupsAsync(CaseId survey, [EnumeratorCancellation] CancellationToken cancellation)
    {
        List<TableEntity> rows = [];
        await foreach (TableEntity row in table.RangeAsync(survey, SurveyTable.GroupFrom, cancellation))
        {
            if (rows.Count > 0 && ReplyGroup.NameIn(rows[0].RowKey) != ReplyGroup.NameIn(row.RowKey))
            {
                yield return ReplyGroup.From(ReplyGroup.NameIn(rows[0].RowKey), rows);
                rows.Clear();
            }

            rows.Add(row);
        }

        if (rows.Count > 0)
        {
            yield return ReplyGroup.From(ReplyGroup.NameIn(rows[0].RowKey), rows);
        }
    }

    // While the round is open the most frequent kind makes a group of its own, if it can; at the end the rare ones go first, together with what hides
    // them.
    private static IEnumerable<TableEntity> ByKind(IEnumerable<TableEntity> held, bool frequentFirst)
    {
        IEnumerable<IGrouping<object, TableEntity>> kinds = held.GroupBy(KindOf);
        return (frequentFirst ? kinds.OrderByDescending(kind => kind.Count()) : kinds.OrderBy(kind => kind.Count())).SelectMany(kind => kind);

        static object KindOf(TableEntity row)
        {
            SurveyReply reply = HeldReply.From(row).Reply;
            return (reply.Standard, reply.Year);
        }
    }

    /// <summary>How many of those that may move go in one transaction: what is left over is none, or enough for a group of its own.</summary>
    private static int SizeOf(TableEntity[] may, int minimum)
    {
        int size = 0;
        for (int characters = 0; size < Math.Min(may.Length, MostInGroup); size++)
        {
            characters += may[size].Where(property => property.Value is string).Sum(property => ((string)property.Value).Length);
            if (size >= minimum && characters > MostCharacters)
            {
                break;
            }
        }

        int left = may.Length - size;
        return left > 0 && left < minimum ? Math.Max(Math.Min(minimum, may.Length), may.Length - minimum) : size;
    }

    private async Task<bool> MoveAsync(Survey survey, TableEntity[] moved, CancellationToken cancellation)
    {
        ReplyGroup group = ReplyGroup.Of(moved.Select(HeldReply.From), survey.Plan.Minimum);
        Domain.Dashboard.Cells cells = group.Count(survey.Id, forms);
        SurveyTotals sums = await totals.ReadAsync(survey.Id, cancellation);
        TableTransactionAction[] actions =
        [
            .. moved.Select(SurveyTable.Delete),
            .. group.Rows(survey.Id).Select(SurveyTable.Add),
            sums.With(survey.Id, cells),
        ];

        // A round that ends below its minimum is told to nobody, nor to the dashboard.
        return sums.Replies + moved.Length < survey.Plan.Minimum
            ? await table.TryAsync(actions, cancellation)
            : await table.TryAsync(
                [.. actions, SurveyTable.Add(CellRows.Write(new TableEntity(survey.Id.Value, SurveyTable.WaitingFrom + group.Name), cells))],
                cancellation);
    }
}
