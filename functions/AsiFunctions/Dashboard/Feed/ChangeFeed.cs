using System.Globalization;
using System.Text.Json;
using AsiFunctions.Domain.Dashboard;
using AsiFunctions.Storage;
using Azure;
using Azure.Data.Tables;

namespace AsiFunctions.Dashboard.Feed;

/// <summary>An entry and its place in the feed.</summary>
/// <param name="Number">From 1, without gaps: the order in which the entries were taken.</param>
/// <param name="Entry">The change.</param>
public sealed record FeedLine(long Number, FeedEntry Entry);

/// <summary>The changes of what is counted, in one order, each taken once (design rules 3 and 9).</summary>
/// <remarks>
/// One partition: <c>head</c> says how many there are, <c>line|{number}</c> are the entries,
/// <c>id|{id}</c> know a repeat by its number. All three change in one transaction, so numbers have no gaps and a reader who knows the last number it
/// has seen misses nothing, whoever appends.
/// </remarks>
/// <param name="tables">The storage.</param>
/// <param name="clock">Business time.</param>
/// <param name="name">The table's name, for tests that want one of their own.</param>
public sealed class ChangeFeed(TableServiceClient tables, TimeProvider clock, string name = ChangeFeed.TableName) : IDisposable
{
    /// <summary>The table's name.</summary>
    public const string TableName = "ChangeFeed";

    private const string Partition = "feed";
    private const string HeadKey = "head";
    private const string LinePrefix = "line|";
    private const string IdPrefix = "id|";
    private const string NumberName = "Number";
    private const int Attempts = 20;

    // Two rows an entry and the head: a transaction takes 100.
    private const int EntriesOfATransaction = 49;

    private readonly TableClient table = tables.GetTableClient(name);
    private readonly SemaphoreSlim appending = new(1, 1);
    private Head? known;

    /// <summary>
    /// Appends what is new. One transaction for 49 entries; where another process has appended
    /// meanwhile, or some are there already, a point read for each entry more.
    /// </summary>
    /// <param name="entries">In their order; those taken before are left out.</param>
    /// <param name="cancellation">Cancels what is not yet sent.</param>
    public async Task AppendAsync(IReadOnlyList<FeedEntry> entries, CancellationToken cancellation)
    {
        // Within the process one at a time; between processes the head's tag decides.
        await appending.WaitAsync(cancellation);
        try
        {
            foreach (FeedEntry[] some in entries.DistinctBy(entry => entry.Id).Chunk(EntriesOfATransaction))
            {
                await AppendSomeAsync(some, cancellation);
            }
        }
        finally
        {
            appending.Release();
        }
    }

    /// <summary>The number of the last entry; 0 before the first. One point read.</summary>
    public async Task<long> LastAsync(CancellationToken cancellation) => (await ReadHeadAsync(cancellation)).Last;

    /// <summary>Entries after a number, in their order. One range read for 1,000.</summary>
    /// <param name="after">The last number that was seen; 0 to begin.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<IReadOnlyList<FeedLine>> ReadAsync(long after, int most, CancellationToken cancellation)
    {
        string from = LineKey(after + 1);
        string to = LineKey(after + most + 1);
        List<FeedLine> lines = [];
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and RowKey ge {from} and RowKey lt {to}");
        await foreach (TableEntity row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            lines.Add(FromRow(row));
        }

        return lines;
    }

    /// <summary>The number of the entry of that id; null where none was taken, as far back as ids are kept. One point read.</summary>
    public async Task<long?> NumberAsync(string id, CancellationToken cancellation)
    {
        NullableResponse<TableEntity> row = await table.GetEntityIfExistsAsync<TableEntity>(Partition, IdPrefix + id, [NumberName], cancellation);
        return row.HasValue ? row.Value!.GetInt64(NumberName) : null;
    }

    /// <summary>
    /// Forgets what is both counted and old; ids too, after which a repeat would not be known. One range read, and a transaction for 100 rows.
    /// </summary>
    /// <param name="counted">Entries up to this number are counted.</param>
    /// <param name="before">Only what was taken before.</param>
    /// <param name="cancellation">Ends it between two transactions.</param>
    public async Task ForgetAsync(long counted, DateTimeOffset before, CancellationToken cancellation)
    {
        List<TableTransactionAction> actions = [];
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and RowKey ne {HeadKey} and At lt {before}");
        await foreach (TableEntity row in table.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey"], cancellationToken: cancellation))
        {
            bool isLine = row.RowKey.StartsWith(LinePrefix, StringComparison.Ordinal);
            if (!isLine || NumberOf(row.RowKey) <= counted)
            {
                actions.Add(new TableTransactionAction(TableTransactionActionType.Delete, row, ETag.All));
            }
        }

        foreach (TableTransactionAction[] some in actions.Chunk(CaseTransaction.MaxRows))
        {
            await table.TrySubmitAsync(some, cancellation);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => appending.Dispose();

    private async Task AppendSomeAsync(FeedEntry[] entries, CancellationToken cancellation)
    {
        IReadOnlyList<FeedEntry> left = entries;
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            Head head = known ?? await ReadHeadAsync(cancellation);
            if (await table.TrySubmitAsync(Actions(head, left), cancellation) is { } answers)
            {
                known = new Head(head.Last + left.Count, answers[0].Headers.ETag);
                return;
            }

            known = null;
            List<FeedEntry> fresh = [];
            foreach (FeedEntry entry in left)
            {
                if (await NumberAsync(entry.Id, cancellation) is null)
                {
                    fresh.Add(entry);
                }
            }

            if (fresh.Count == 0)
            {
                return;
            }

            left = fresh;
        }

        throw new RequestFailedException(503, "The change feed was appended to by others at every attempt.");
    }

    private List<TableTransactionAction> Actions(Head head, IReadOnlyList<FeedEntry> entries)
    {
        DateTimeOffset now = clock.GetUtcNow();
        TableEntity row = new(Partition, HeadKey) { ["Last"] = head.Last + entries.Count };
        List<TableTransactionAction> actions =
        [
            head.ETag is { } tag
                ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, tag)
                : new TableTransactionAction(TableTransactionActionType.Add, row),
        ];
        foreach ((int place, FeedEntry entry) in entries.Index())
        {
            long number = head.Last + 1 + place;
            actions.Add(new TableTransactionAction(TableTransactionActionType.Add, ToRow(number, entry, now)));
            actions.Add(new TableTransactionAction(
                TableTransactionActionType.Add, new TableEntity(Partition, IdPrefix + entry.Id) { ["At"] = now, [NumberName] = number }));
        }

        return actions;
    }

    private async Task<Head> ReadHeadAsync(CancellationToken cancellation)
    {
        NullableResponse<TableEntity> row = await table.GetEntityIfExistsAsync<TableEntity>(Partition, HeadKey, cancellationToken: cancellation);
        return row.HasValue ? new Head(row.Value!.GetInt64("Last")!.Value, row.Value.ETag) : new Head(0, ETag: null);
    }

    private static TableEntity ToRow(long number, FeedEntry entry, DateTimeOffset now)
    {
        TableEntity row = new(Partition, LineKey(number)) { ["Id"] = entry.Id, ["Version"] = entry.Version, ["At"] = now };
        if (entry.Subject is { } subject)
        {
            row["Subject"] = subject;
        }

        string json = JsonSerializer.Serialize(entry.Cells, Json.Options);
        return LongText.TryWrite(row, "Cells", json)
            ? row
            : throw new InvalidOperationException($"The change {entry.Id} counts at {entry.Cells.Count} places, which is more than a row holds.");
    }

    private static FeedLine FromRow(TableEntity row) => new(NumberOf(row.RowKey), new FeedEntry(
        row.Text("Id"),
        row.GetString("Subject"),
        row.GetInt32("Version")!.Value,
        JsonSerializer.Deserialize<Cells>(LongText.Read(row, "Cells"), Json.Options)!));

    private static string LineKey(long number) => string.Create(CultureInfo.InvariantCulture, $"{LinePrefix}{number:D15}");

    private static long NumberOf(string key) => long.Parse(key.AsSpan(LinePrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>How many there are, and the tag by which nobody else appends meanwhile; no tag before the first.</summary>
    private sealed record Head(long Last, ETag? ETag);
}
