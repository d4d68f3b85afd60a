using Azure;
using Azure.Data.Tables;

namespace AsiFunctions.Storage;

/// <summary>The outbox rows in the table of the cases.</summary>
public sealed class OutboxTable(CaseTable table, OutboxSettings settings, TimeProvider clock)
{
    // Few enough at a time to leave the emulator to the people who wait at a screen.
    private const int BatchesAtATime = 4;

    /// <summary>
    /// All waiting entries, in the order of their cases' decisions. 16 range reads, and one more for each further 1,000 rows of a shard.
    /// </summary>
    public Task<IReadOnlyList<OutboxRow>> ListAsync(CancellationToken cancellation) =>
        ShardReads.AllAsync(table, OutboxRow.Prefix, filter: null, select: null, OutboxRow.From, cancellation);

    /// <summary>Removes what was dispatched. One transaction for each shard and 100 rows.</summary>
    public Task DeleteAsync(IReadOnlyList<OutboxEntry> entries, CancellationToken cancellation) =>
        InBatchesAsync(
            [.. entries.Select(entry => new OutboxRow(entry))],
            row => new TableTransactionAction(
                TableTransactionActionType.Delete, new TableEntity(CaseTable.ShardOf(row.Entry.CaseId), row.Key), ETag.All),
            cancellation);

    /// <summary>Notes one more failure, and when to try again. One transaction for each shard and 100 rows.</summary>
    public Task PostponeAsync(IReadOnlyList<OutboxRow> rows, CancellationToken cancellation) => InBatchesAsync(
        rows,
        row => new TableTransactionAction(
            TableTransactionActionType.UpdateMerge,
            new TableEntity(CaseTable.ShardOf(row.Entry.CaseId), row.Key)
            {
                ["Attempts"] = row.Attempts + 1,
                ["NextAt"] = clock.GetUtcNow() + settings.PauseAfter(row.Attempts + 1),
                ["LastError"] = row.LastError ?? "",
            },
            ETag.All),
        cancellation);

    private async Task InBatchesAsync(IReadOnlyList<OutboxRow> rows, Func<OutboxRow, TableTransactionAction> action, CancellationToken cancellation)
    {
        IEnumerable<OutboxRow[]> batches = rows
            .DistinctBy(row => row.Key)
            .GroupBy(row => CaseTable.ShardOf(row.Entry.CaseId))
            .SelectMany(shard => shard.Chunk(CaseTransaction.MaxRows));
        ParallelOptions options = new() { MaxDegreeOfParallelism = BatchesAtATime, CancellationToken = cancellation };
        await Parallel.ForEachAsync(batches, options, async (batch, token) => await SubmitAsync(batch, action, token));
    }

    private async Task SubmitAsync(OutboxRow[] batch, Func<OutboxRow, TableTransactionAction> action, CancellationToken cancellation)
    {
        try
        {
            await table.Client.SubmitTransactionAsync(batch.Select(action), cancellation);
        }
        catch (RequestFailedException e) when (IsGone(e))
        {
            // One of them was removed by somebody else, a sweep beside the relay; the others still have to go.
            if (batch.Length > 1)
            {
                foreach (OutboxRow row in batch)
                {
                    await SubmitAsync([row], action, cancellation);
                }
            }
        }
    }

    private static bool IsGone(RequestFailedException e) =>
        e.Status == 404 && e.ErrorCode is { } code && (code == "ResourceNotFound" || code == "EntityNotFound");
}
