using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using AsiFunctions.Domain.Dashboard;
using AsiFunctions.Storage;
using Azure;
using Azure.Data.Tables;

namespace AsiFunctions.Dashboard.Counting;

/// <summary>The table <c>Dashboard</c>: the counts of each generation, how far they go, and the figures made of them.</summary>
/// <remarks>
/// <c>current</c> holds <c>state</c> and <c>figure|{name}</c>, which change together. A
/// generation's number is a partition: <c>page|{cube}|{month}</c> are its counts, each with the number of the last feed entry that it has taken, so
/// that a repeat adds nothing; <c>counted|{n}</c> is its guard.
/// </remarks>
/// <param name="tables">The storage.</param>
/// <param name="name">The table's name, for tests that want one of their own.</param>
public sealed class CountTable(TableServiceClient tables, string name = CountTable.TableName)
{
    /// <summary>The table's name.</summary>
    public const string TableName = "Dashboard";

    /// <summary>The partition of the state and of the figures.</summary>
    internal const string Current = "current";

    private const string StateKey = "state";
    private const string PagePrefix = "page|";
    private const string CountedPrefix = "counted|";
    private const string CellsName = "Cells";
    private const string ThroughName = "Through";
    private const int PagesOfATransaction = 20;
    private const int CountedOfARow = 5_000;
    private const int AtATime = 8;
    private const int Attempts = 50;

    // A transaction takes 4 MiB, and a character needs up to six bytes of it.
    private const int CharactersOfATransaction = 600_000;

    /// <summary>The table itself, for the rows of figures, snapshots and reports.</summary>
    public TableClient Client { get; } = tables.GetTableClient(name);

    /// <summary>How far is counted; <see cref="CountState.None"/> before the first. One point read.</summary>
    public async Task<CountState> StateAsync(CancellationToken cancellation)
    {
        NullableResponse<TableEntity> row = await Client.GetEntityIfExistsAsync<TableEntity>(Current, StateKey, cancellationToken: cancellation);
        return row.HasValue ? StateOf(row.Value!) : CountState.None;
    }

    /// <summary>Changes the state, and other rows of its partition with it. One transaction.</summary>
    /// <param name="before">As it was read.</param>
    /// <param name="after">As it is to be.</param>
    /// <param name="rows">Rows that are put with it; 99 at most.</param>
    /// <param name="cancellation">Cancels what is not yet sent.</param>
    /// <returns>False where somebody else changed it meanwhile, and nothing was stored.</returns>
    public async Task<bool> ChangeAsync(CountState before, CountState after, IEnumerable<TableEntity> rows, CancellationToken cancellation)
    {
        TableEntity state = new(Current, StateKey)
        {
            ["Generation"] = after.Generation,
            ["LastGeneration"] = after.LastGeneration,
            [ThroughName] = after.Through,
            ["AsOf"] = after.AsOf.ToString("O", CultureInfo.InvariantCulture),
            ["At"] = after.At,
            ["IsGuarded"] = after.IsGuarded,
        };
        List<TableTransactionAction> actions =
        [
            before.ETag == default
                ? new TableTransactionAction(TableTransactionActionType.Add, state)
                : new TableTransactionAction(TableTransactionActionType.UpdateReplace, state, before.ETag),
            .. rows.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row)),
        ];
        return await Client.TrySubmitAsync(actions, cancellation) is not null;
    }

    /// <summary>The counts of some cubes. One range read for each cube and 1,000 months.</summary>
    public async Task<Cells> CellsAsync(int generation, IReadOnlyCollection<string> cubes, CancellationToken cancellation)
    {
        Cells cells = new();
        foreach (string cube in cubes)
        {
            await foreach (TableEntity row in Client.QueryAsync<TableEntity>(
                CaseTable.Range(PartitionOf(generation), $"{PagePrefix}{cube}|"), cancellationToken: cancellation))
            {
                cells.Add(CellsOf(row));
            }
        }

        return cells;
    }

    /// <summary>The counts of some cubes in some months. One range read for each cube and 1,000 months.</summary>
    /// <param name="generation">Which.</param>
    /// <param name="cubes">The cubes.</param>
    /// <param name="from">A day of the first month.</param>
    /// <param name="to">A day of the last month.</param>
    /// <param name="through">The number of the last entry that they may have taken.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Null where a page has taken a later one: somebody is counting, and the pages do not agree yet.</returns>
    public async Task<Cells?> CellsAsync(
        int generation, IEnumerable<string> cubes, DateOnly from, DateOnly to, long through, CancellationToken cancellation)
    {
        Cells cells = new();
        string partition = PartitionOf(generation);
        foreach (string cube in cubes)
        {
            string first = PageKey(new CellKey(cube, from, ""));
            string last = PageKey(new CellKey(cube, to, ""));
            string filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {first} and RowKey le {last}");
            await foreach (TableEntity row in Client.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
            {
                if (row.GetInt64(ThroughName)!.Value > through)
                {
                    return null;
                }

                cells.Add(CellsOf(row));
            }
        }

        return cells;
    }

    /// <summary>All counts of a generation. One range read for 1,000 pages.</summary>
    public async IAsyncEnumerable<CountPage> PagesAsync(int generation, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (TableEntity row in Client.QueryAsync<TableEntity>(
            CaseTable.Range(PartitionOf(generation), PagePrefix), cancellationToken: cancellation))
        {
            yield return new CountPage(row.RowKey, row.GetInt64(ThroughName)!.Value, CellsOf(row));
        }
    }

    /// <summary>
    /// Adds changes to the pages that they touch: a point read and a write for each. A page that
    /// has taken an entry takes it no second time, so a run that was killed half-way, or two at once, add what one would.
    /// </summary>
    /// <param name="generation">Whose pages.</param>
    /// <param name="changes">The feed's entries, in their order.</param>
    /// <param name="through">The number of the last of them, also of those that were left out.</param>
    /// <param name="cancellation">Ends it between two pages.</param>
    public Task AddAsync(int generation, IReadOnlyList<Feed.FeedLine> changes, long through, CancellationToken cancellation)
    {
        IEnumerable<IGrouping<string, (long Number, KeyValuePair<CellKey, int> Cell)>> pages = changes
            .SelectMany(line => line.Entry.Cells.Select(cell => (line.Number, cell)))
            .GroupBy(change => PageKey(change.cell.Key), StringComparer.Ordinal);
        ParallelOptions options = new() { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellation };
        return Parallel.ForEachAsync(pages, options, async (page, token) => await AddAsync(generation, page.Key, [.. page], through, token));
    }

    /// <summary>Writes the pages of a generation that nobody reads yet. One transaction for 20 pages, or for fewer where they are large.</summary>
    public async Task WriteAsync(int generation, IAsyncEnumerable<CountPage> pages, CountedVersions counted, CancellationToken cancellation)
    {
        IAsyncEnumerable<TableEntity> rows = pages.Select(page => ToRow(generation, page));
        IEnumerable<TableEntity> guard = counted.Versions
            .Chunk(CountedOfARow)
            .Select((some, number) => CountedRow(generation, number, JsonSerializer.Serialize(some.ToDictionary(), Json.Options)));

        ParallelOptions options = new() { MaxDegreeOfParallelism = 2, CancellationToken = cancellation };
        await Parallel.ForEachAsync(
            BatchesAsync(rows.Concat(guard.ToAsyncEnumerable())), options, async (batch, token) => await Client.SubmitTransactionAsync(
                batch.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row)), token));
    }

    /// <summary>What a generation has counted ahead of the feed. One range read.</summary>
    public async Task<CountedVersions> CountedAsync(int generation, CancellationToken cancellation)
    {
        Dictionary<string, int> versions = new(StringComparer.Ordinal);
        await foreach (TableEntity row in Client.QueryAsync<TableEntity>(
            CaseTable.Range(PartitionOf(generation), CountedPrefix), cancellationToken: cancellation))
        {
            foreach ((string key, int version) in JsonSerializer.Deserialize<Dictionary<string, int>>(LongText.Read(row, CellsName), Json.Options)!)
            {
                versions[key] = version;
            }
        }

        return new CountedVersions(versions);
    }

    /// <summary>Removes the generations before one, and what killed rebuilds have left. One range read, and a transaction for 100 rows.</summary>
    public async Task RemoveBeforeAsync(int generation, CancellationToken cancellation)
    {
        string first = PartitionOf(0);
        string end = PartitionOf(generation);
        List<TableEntity> old = [];
        string filter = TableClient.CreateQueryFilter($"PartitionKey ge {first} and PartitionKey lt {end}");
        await foreach (TableEntity row in Client.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey"], cancellationToken: cancellation))
        {
            old.Add(row);
        }

        foreach (TableEntity[] rows in old.GroupBy(row => row.PartitionKey, StringComparer.Ordinal)
            .SelectMany(rows => rows.Chunk(CaseTransaction.MaxRows)))
        {
            try
            {
                await Client.SubmitTransactionAsync(
                    rows.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, ETag.All)), cancellation);
            }
            catch (RequestFailedException e) when (e.Status == 404)
            {
                // Another rebuild removes the same rows; what both leave, the next one finds.
            }
        }
    }

    /// <summary>The page on which a place is counted: its cube's for the month.</summary>
    internal static string PageKey(CellKey key) => string.Create(CultureInfo.InvariantCulture, $"{PagePrefix}{key.Cube}|{key.Day:yyyy-MM}");

    /// <summary>The rows in their order, as many together as a transaction takes.</summary>
    internal static async IAsyncEnumerable<IReadOnlyList<TableEntity>> BatchesAsync(IAsyncEnumerable<TableEntity> rows)
    {
        List<TableEntity> batch = [];
        int characters = 0;
        await foreach (TableEntity row in rows)
        {
            int more = row.Select(property => property.Value).OfType<string>().Sum(text => text.Length);
            if (batch.Count == PagesOfATransaction || (batch.Count > 0 && characters + more > CharactersOfATransaction))
            {
                yield return batch;
                batch = [];
                characters = 0;
            }

            batch.Add(row);
            characters += more;
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }

    private async Task AddAsync(
        int generation,
        string key,
        IReadOnlyList<(long Number, KeyValuePair<CellKey, int> Cell)> changes,
        long through,
        CancellationToken cancellation)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            NullableResponse<TableEntity> row = await Client.GetEntityIfExistsAsync<TableEntity>(
                PartitionOf(generation), key, cancellationToken: cancellation);
            long taken = row.HasValue ? row.Value!.GetInt64(ThroughName)!.Value : 0;
            if (taken >= through)
            {
                return;
            }

            Cells cells = row.HasValue ? CellsOf(row.Value!) : new Cells();
            cells.Add(changes.Where(change => change.Number > taken).Select(change => change.Cell));
            if (await Client.TryPutAsync(ToRow(generation, new CountPage(key, through, cells)), row.HasValue ? row.Value!.ETag : null, cancellation) is not null)
            {
                return;
            }
        }

        throw new RequestFailedException(503, $"The page {key} was changed by others at every attempt.");
    }

    private static TableEntity ToRow(int generation, CountPage page)
    {
        TableEntity row = new(PartitionOf(generation), page.Key) { [ThroughName] = page.Through };
        string json = JsonSerializer.Serialize(page.Cells, Json.Options);
        return LongText.TryWrite(row, CellsName, json)
            ? row
            : throw new InvalidOperationException(
                $"The counts {page.Key} have {json.Length} characters of JSON, more than a row holds: divide the cube.");
    }

    private static TableEntity CountedRow(int generation, int number, string json)
    {
        TableEntity row = new(PartitionOf(generation), string.Create(CultureInfo.InvariantCulture, $"{CountedPrefix}{number:D4}"));
        return LongText.TryWrite(row, CellsName, json)
            ? row
            : throw new InvalidOperationException($"The guard of generation {generation} does not fit into its rows.");
    }

    private static CountState StateOf(TableEntity row) => new(
        row.GetInt32("Generation")!.Value,
        row.GetInt32("LastGeneration")!.Value,
        row.GetInt64(ThroughName)!.Value,
        DateOnly.Parse(row.Text("AsOf"), CultureInfo.InvariantCulture),
        row.GetDateTimeOffset("At")!.Value,
        row.GetBoolean("IsGuarded")!.Value)
    {
        ETag = row.ETag,
    };

    private static Cells CellsOf(TableEntity row) => JsonSerializer.Deserialize<Cells>(LongText.Read(row, CellsName), Json.Options)!;

    private static string PartitionOf(int generation) => generation.ToString("D9", CultureInfo.InvariantCulture);
}

/// <summary>Counts of a cube in a month.</summary>
/// <param name="Key">Which cube and month.</param>
/// <param name="Through">The number of the last feed entry that it has taken.</param>
/// <param name="Cells">The counts.</param>
public sealed record CountPage(string Key, long Through, Cells Cells);
