using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Surveys.Replies;
using AsiFunctions.Domain.Surveys.Rounds;
using AsiFunctions.Forms;
using AsiFunctions.Storage;
using AsiFunctions.Surveys.Rounds;
using AsiFunctions.Surveys.Tallies;
using Azure.Data.Tables;

namespace AsiFunctions.Surveys.Replies;

/// <summary>
/// The replies until they move on: pages under a name that only the app's keys can derive from a
/// token, finished ones under a name by chance. A reply is finished in one transaction, so that it is there once, and its token spent, or neither.
/// </summary>
public sealed class ReplyStore(SurveyTable table, SurveyTokens tokens, TotalsStore totals, FormCatalogue forms)
{
    private const string RepeatColumn = "Repeat";
    private const int Attempts = 20;

    // A transaction takes 4 MiB. The shipped survey's longest reply has 18,000 characters of text, of which each may become seven bytes on the wire.
    private const int BroughtInAtATime = 20;

    /// <summary>The pages of a reply; null where none was saved. A point read for each of the app's keys.</summary>
    internal async Task<SavedPages?> PagesAsync(CaseId survey, CaseId invitation, CancellationToken cancellation) =>
        await FirstAsync(survey, tokens.DraftKeys(invitation), cancellation) is { } row ? SavedPages.From(row) : null;

    /// <summary>Saves pages in place of those that were read. One transaction.</summary>
    internal async Task<ReplySaving> SaveAsync(CaseId survey, CaseId invitation, SavedPages pages, CancellationToken cancellation)
    {
        TableEntity row = pages.ToEntity(survey.Value, pages.Row?.RowKey ?? tokens.DraftKeys(invitation)[0]);
        return await table.TryAsync([SurveyTable.ThroughTheDoor(survey), SurveyTable.Put(row, pages.Row)], cancellation) ? ReplySaving.Saved
            : await table.FindAsync(survey, SurveyTable.Door, cancellation) is null ? ReplySaving.Closed
            : ReplySaving.Overtaken;
    }

    /// <summary>What the token has done; null where there was no reply. A point read for each of the app's keys.</summary>
    internal async Task<SpentToken?> SpentAsync(CaseId survey, CaseId invitation, CancellationToken cancellation) =>
        await FirstAsync(survey, tokens.SpentKeys(invitation), cancellation) is { } row ? new SpentToken(row.GetString(RepeatColumn) ?? "") : null;

    /// <summary>
    /// Finishes a reply: its pages go, its token is spent, what was said is held, and who may be
    /// contacted stands apart, all or nothing. The row of the pages stays without any: a page that is saved at the same time meets it, and cannot
    /// become a second reply when the round closes. One transaction; a point read more for a round with a quota.
    /// </summary>
    /// <param name="survey">The round.</param>
    /// <param name="invitation">Whose token it is.</param>
    /// <param name="split">The reply, taken apart.</param>
    /// <param name="read">The pages as they were read; null where there were none.</param>
    /// <param name="mark">What a repeat is known by; empty for nothing.</param>
    /// <param name="cancellation">Cancels what is not yet sent.</param>
    internal async Task<ReplySaving> FinishAsync(
        Survey survey, CaseId invitation, ReplySplit split, SavedPages? read, string mark, CancellationToken cancellation)
    {
        TableTransactionAction door = SurveyTable.ThroughTheDoor(survey.Id);
        if (survey.Plan.Quota is { } quota)
        {
            if (await table.FindAsync(survey.Id, SurveyTable.Door, cancellation) is not { } row)
            {
                return ReplySaving.Closed;
            }

            if (RoundStore.OneMore(row, quota) is not { } counted)
            {
                return ReplySaving.Full;
            }

            door = counted;
        }

        TableEntity spent = new(survey.Id.Value, tokens.SpentKeys(invitation)[0]) { [RepeatColumn] = mark };
        TableEntity pages = SavedPages.None.ToEntity(survey.Id.Value, read?.Row?.RowKey ?? tokens.DraftKeys(invitation)[0]);
        TableTransactionAction[] actions =
            [door, SurveyTable.Add(spent), SurveyTable.Put(pages, read?.Row), .. HeldReply.RowsOf(survey.Id, split).Select(SurveyTable.Add)];
        return await table.TryAsync(actions, cancellation) ? ReplySaving.Saved
            : await table.FindAsync(survey.Id, SurveyTable.Door, cancellation) is null ? ReplySaving.Closed
            : ReplySaving.Overtaken;
    }

    /// <summary>
    /// Makes replies of the completed pages of unfinished ones, once the round takes no more: many
    /// in one transaction, so that not even their order is kept. With a quota only as many as there is room for. A range read for each 1,000, a
    /// transaction for each 20; a second look finds nothing left.
    /// </summary>
    public async Task BringInAsync(Survey survey, CancellationToken cancellation)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            List<TableEntity> drafts = await ListAsync(survey.Id, SurveyTable.DraftFrom, cancellation);
            int room = survey.Plan.Quota is { } quota && drafts.Count > 0 ? quota - await CountAsync(survey.Id, cancellation) : int.MaxValue;
            bool overtaken = false;
            foreach (TableEntity[] some in drafts.Chunk(BroughtInAtATime))
            {
                List<TableTransactionAction> actions = [.. some.Select(SurveyTable.Delete)];
                foreach (ReplySplit split in some.Select(row => AtClose(survey, SavedPages.From(row))).OfType<ReplySplit>().Take(Math.Max(0, room)))
                {
                    actions.AddRange(HeldReply.RowsOf(survey.Id, split).Select(SurveyTable.Add));
                    room--;
                }

                overtaken |= !await table.TryAsync(actions, cancellation);
            }

            if (!overtaken)
            {
                return;
            }
        }

        throw new CaseBusyException(survey.Id);
    }

    /// <summary>The rows of a round whose keys begin alike.</summary>
    internal async Task<List<TableEntity>> ListAsync(CaseId survey, string prefix, CancellationToken cancellation)
    {
        List<TableEntity> rows = [];
        await foreach (TableEntity row in table.RangeAsync(survey, prefix, cancellation))
        {
            rows.Add(row);
        }

        return rows;
    }

    private async Task<int> CountAsync(CaseId survey, CancellationToken cancellation) =>
        (await totals.ReadAsync(survey, cancellation)).Replies + (await ListAsync(survey, SurveyTable.HeldFrom, cancellation)).Count;

    private ReplySplit? AtClose(Survey survey, SavedPages pages) =>
        forms.Find(survey.Plan.Form, survey.Plan.FormVersion) is { } form
            && pages.Progress.AtClose(form, survey.ClosedOn ?? survey.Plan.OpensOn) is { } completed
            ? ReplySplit.Of(completed, pages.Standard, pages.Year)
            : null;

    private async Task<TableEntity?> FirstAsync(CaseId survey, IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        foreach (string key in keys)
        {
            if (await table.FindAsync(survey, key, cancellation) is { } row)
            {
                return row;
            }
        }

        return null;
    }
}

/// <summary>A token that has replied.</summary>
/// <param name="Mark">What a repeat of that request is known by; empty where it bore no key.</param>
internal sealed record SpentToken(string Mark);

/// <summary>What became of saving a reply.</summary>
internal enum ReplySaving
{
    /// <summary>It is saved.</summary>
    Saved,

    /// <summary>Somebody else saved with the same token meanwhile; nothing changed.</summary>
    Overtaken,

    /// <summary>The round takes no more replies.</summary>
    Closed,

    /// <summary>The quota is reached.</summary>
    Full,
}
