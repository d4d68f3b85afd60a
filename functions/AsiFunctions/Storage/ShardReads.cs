using Azure.Data.Tables;

namespace AsiFunctions.Storage;

/// <summary>Reads a range of every shard.</summary>
internal static class ShardReads
{
    // Few enough at a time to leave the emulator to others, enough to hide the latency of the real service.
    private const int AtATime = 8;

    /// <summary>16 range reads, and one more for each further 1,000 rows of a shard. The order is that of the shards and keys.</summary>
    /// <param name="table">The table.</param>
    /// <param name="prefix">What the row keys begin with; ends in <c>|</c>.</param>
    /// <param name="filter">What the rows must fulfil besides; null for nothing.</param>
    /// <param name="select">The columns that are needed; null for all.</param>
    /// <param name="map">Makes of a row what is asked for.</param>
    /// <param name="cancellation">The caller goes away.</param>
    public static async Task<IReadOnlyList<T>> AllAsync<T>(
        CaseTable table,
        string prefix,
        string? filter,
        IEnumerable<string>? select,
        Func<TableEntity, T> map,
        CancellationToken cancellation)
    {
        List<T>[] found = [.. CaseTable.Shards.Select(_ => new List<T>())];
        ParallelOptions options = new() { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellation };
        await Parallel.ForAsync(0, CaseTable.ShardCount, options, async (shard, token) =>
        {
            string range = CaseTable.Range(CaseTable.Shards[shard], prefix);
            string query = filter is null ? range : $"{range} and {filter}";
            await foreach (TableEntity row in table.Client.QueryAsync<TableEntity>(query, select: select, cancellationToken: token))
            {
                found[shard].Add(map(row));
            }
        });
        return [.. found.SelectMany(rows => rows)];
    }
}
