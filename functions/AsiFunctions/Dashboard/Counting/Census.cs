using System.Runtime.CompilerServices;
using AsiFunctions.Dashboard.Feed;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Assurance.Oversight;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Dashboard;
using AsiFunctions.Storage;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;

namespace AsiFunctions.Dashboard.Counting;

/// <summary>What was met by reading everything.</summary>
/// <param name="Cases">Cases that were read.</param>
/// <param name="Versions">The versions, as they were read, of cases whose latest decision may still come through the feed.</param>
/// <param name="Others">The versions of everything counted that is no case, by key.</param>
public sealed record CensusResult(int Cases, IReadOnlyDictionary<string, int> Versions, IReadOnlyDictionary<string, int> Others)
{
    /// <summary>True where the entry's change was seen.</summary>
    public bool Have(FeedEntry entry) =>
        (Versions.TryGetValue(entry.Key, out int version) || Others.TryGetValue(entry.Key, out version)) && entry.Version <= version;
}

/// <summary>A case that a figure counts.</summary>
/// <param name="Id">Its reference.</param>
/// <param name="Title">What it is about.</param>
/// <param name="State">Its state's name.</param>
public sealed record CountedCase(CaseId Id, string Title, string State);

/// <summary>Counts everything anew from the truth: the cases, and what besides them is counted.</summary>
/// <remarks>
/// Rows are read as a stream and not kept, and counts are laid down where they become many. What grows with the data is the keys in the result: that
/// of each group of replies and of each e-mail.
/// </remarks>
public sealed partial class Census(CaseTable table, CaseKinds kinds, IEnumerable<IFactSource> sources, ILogger<Census> log)
{
    // The emulator and the people who wait at a screen need the rest.
    private const int ShardsAtATime = 2;

    /// <summary>32 range reads, and one more for each further 1,000 rows of a shard; and those of the sources.</summary>
    /// <param name="counts">Takes what is counted.</param>
    /// <param name="changedSince">The versions of cases that were decided about since then are noted.</param>
    /// <param name="watched">References of cases whose version is noted in any case.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="IOException">The disk is full, and the counts do not fit into memory.</exception>
    public async Task<CensusResult> TakeAsync(
        CountSpool counts, DateTimeOffset changedSince, IReadOnlySet<string> watched, CancellationToken cancellation)
    {
        Dictionary<string, int> versions = new(StringComparer.Ordinal);
        int cases = 0;
        Lock noting = new();
        ParallelOptions options = new() { MaxDegreeOfParallelism = ShardsAtATime, CancellationToken = cancellation };
        await Parallel.ForEachAsync(CaseTable.Shards, options, async (shard, token) =>
        {
            HashSet<CaseId> published = [];
            int read = 0;
            await foreach (TableEntity row in table.Client.QueryAsync<TableEntity>(
                CaseTable.Range(shard, CaseRow.KeyPrefix), cancellationToken: token))
            {
                CaseRow counted = CaseRow.From(row, kinds);
                counts.Add(CaseCells.Of(counted.Case));
                read++;
                if (counted.Case is Audit { HasPublished: true } audit)
                {
                    published.Add(audit.Id);
                }

                if (counted.ChangedAt >= changedSince || watched.Contains(counted.Case.Id.Value))
                {
                    lock (noting)
                    {
                        versions[counted.Case.Id.Value] = counted.Version;
                    }
                }
            }

            // A summary that its audit's row did not know of yet was published after the row was read, whose version says that it is not counted: the
            // feed brings it.
            await foreach ((CaseId id, CasePart part) in SummariesAsync(shard, token))
            {
                if (published.Contains(id))
                {
                    counts.Add(CaseCells.Of(id, part));
                }
            }

            Interlocked.Add(ref cases, read);
            Counted(log, shard, read);
        });

        Dictionary<string, int> others = new(StringComparer.Ordinal);
        foreach (IFactSource source in sources)
        {
            await foreach (FeedEntry entry in source.AllAsync(cancellation))
            {
                counts.Add(entry.Cells);
                others[entry.Key] = entry.Version;
            }
        }

        return new CensusResult(cases, versions, others);
    }

    /// <summary>The cases whose counts fit. 32 range reads, and one more for each further 1,000 rows of a shard.</summary>
    public async IAsyncEnumerable<CountedCase> CasesAsync(
        Func<Cells, bool> fits, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (string shard in CaseTable.Shards)
        {
            Dictionary<CaseId, Cells> published = [];
            await foreach ((CaseId id, CasePart part) in SummariesAsync(shard, cancellation))
            {
                published[id] = CaseCells.Of(id, part);
            }

            await foreach (TableEntity row in table.Client.QueryAsync<TableEntity>(
                CaseTable.Range(shard, CaseRow.KeyPrefix), cancellationToken: cancellation))
            {
                CaseRow counted = CaseRow.From(row, kinds);
                Cells cells = Cells.Sum(CaseCells.Of(counted.Case), published.GetValueOrDefault(counted.Case.Id) ?? new Cells());
                if (cells.Count > 0 && fits(cells))
                {
                    yield return new CountedCase(counted.Case.Id, CaseRow.TitleOf(counted.Kind, counted.Case), counted.Case.StateName);
                }
            }
        }
    }

    private async IAsyncEnumerable<(CaseId Id, CasePart Part)> SummariesAsync(
        string shard, [EnumeratorCancellation] CancellationToken cancellation)
    {
        string from = $"part|{Audit.Prefix}-";
        string to = $"part|{Audit.Prefix}.";
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {shard} and RowKey ge {from} and RowKey lt {to}");
        await foreach (TableEntity row in table.Client.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            if (row.RowKey.Split('|') is [_, var id, PublishedSummary.Part])
            {
                yield return (CaseId.Parse(id), new CasePart(PublishedSummary.Part, PartRow.From<PublishedSummary>(row)));
            }
        }
    }

    [LoggerMessage(1701, LogLevel.Information, "Rebuilding the dashboard: the cases of shard {Shard} are counted, {Cases} of them.")]
    private static partial void Counted(ILogger log, string shard, int cases);
}
