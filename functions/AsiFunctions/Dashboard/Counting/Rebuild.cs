using AsiFunctions.Dashboard.Feed;
using AsiFunctions.Dashboard.Figures;
using AsiFunctions.Domain.Dashboard;
using AsiFunctions.Storage;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;

namespace AsiFunctions.Dashboard.Counting;

/// <summary>
/// Counts everything anew into a generation of its own, compares it with the one in use, and puts it in its place (design rule 9). What differed is
/// reported: either something was counted wrongly, or the rules of counting have changed.
/// </summary>
/// <remarks>
/// Decisions go on meanwhile. A case is counted as it was read; the feed's entries since the
/// rebuild began are added, except those whose decision the case had already taken when it was read, which its version tells. Entries that are still
/// on their way from the outbox are recognised the same way when they come.
/// </remarks>
public sealed partial class Rebuild(
    ChangeFeed feed,
    CountTable table,
    Census census,
    RollUp rollUp,
    OutboxTable outbox,
    IEnumerable<IFactSource> sources,
    DashboardSettings settings,
    FigureMaker maker,
    FigureStore figures,
    TimeProvider clock,
    ILogger<Rebuild> log,
    int placesInMemory = CountSpool.PlacesInMemory)
{
    private const int Attempts = 20;
    private const int LinesAtOnce = 1_000;

    // Clocks of two machines differ by less.
    private static readonly TimeSpan ClockMargin = TimeSpan.FromHours(1);

    // A repeat comes within minutes; after that long a rebuild has counted without the feed.
    private static readonly TimeSpan FeedKept = TimeSpan.FromDays(7);

    /// <summary>
    /// Rebuilds. Round trips: those of <see cref="Census"/>, then some for each 1,000 pages of counts and 1,000 entries of the feed.
    /// </summary>
    /// <param name="from">Counts of earlier days stay as they are in the generation in use; null: all are counted anew.</param>
    /// <param name="cancellation">Ends it; the generation in use stays.</param>
    public async Task<RebuildReport> RunAsync(DateOnly? from, CancellationToken cancellation)
    {
        DateTimeOffset began = clock.GetUtcNow();
        await rollUp.GatherAsync(cancellation);
        IReadOnlyList<FeedEntry> onTheWay = await WaitingAsync(cancellation);
        long start = await feed.LastAsync(cancellation);
        Started(log, from);
        using CountSpool counts = new(placesInMemory);
        CensusResult found = await census.TakeAsync(
            counts, began - ClockMargin, onTheWay.Select(entry => entry.Key).ToHashSet(StringComparer.Ordinal), cancellation);
        Attempt attempt = new(counts, found, from, began) { Through = start };

        for (int tried = 0; tried < Attempts; tried++)
        {
            if (await TryPublishAsync(attempt, cancellation) is var (report, replaced))
            {
                // Who has just read the state still reads the counts that were replaced: they stay until the next rebuild.
                await CleanUpAsync(replaced, cancellation);
                Finished(log, report.Agrees ? LogLevel.Information : LogLevel.Error, report.Generation, found.Cases, report.Differences.Count);
                return report;
            }
        }

        throw new InvalidOperationException("The counts in use were changed by others at every attempt to replace them.");
    }

    private async Task<int> AllocateAsync(CancellationToken cancellation)
    {
        while (true)
        {
            CountState state = await table.StateAsync(cancellation);
            CountState after = state with { LastGeneration = state.LastGeneration + 1 };
            if (await table.ChangeAsync(state, after, [], cancellation))
            {
                return after.LastGeneration;
            }
        }
    }

    /// <returns>The report, and the generation that was in use before; null where the counts in use went on meanwhile.</returns>
    private async Task<(RebuildReport Report, int Replaced)?> TryPublishAsync(Attempt attempt, CancellationToken cancellation)
    {
        // In this order: what is seen waiting here and is not in the feed by the next line is on its way still.
        IReadOnlyList<FeedEntry> waiting = await WaitingAsync(cancellation);
        bool isFirst = await rollUp.RunAsync(cancellation) is null;

        // Each attempt writes into a generation of its own: none finds pages that another has left.
        int generation = await AllocateAsync(cancellation);
        CountState state = await table.StateAsync(cancellation);
        long through = isFirst ? await feed.LastAsync(cancellation) : state.Through;
        await CatchUpAsync(attempt, through, cancellation);
        FeedEntry[] late = await LateAsync(waiting.Where(attempt.Found.Have), through, cancellation);

        // All other entries of what was counted are in the feed, up to where it is counted.
        Dictionary<string, int> versions = new(StringComparer.Ordinal);
        foreach (FeedEntry entry in late)
        {
            versions[entry.Key] = Math.Max(entry.Version, versions.GetValueOrDefault(entry.Key));
        }

        DateOnly today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        Recount recount = new(attempt.Counts.Pages(), late.SelectMany(entry => entry.Cells), attempt.From, today);
        IAsyncEnumerable<CountPage> pages = recount.PagesAsync(table.PagesAsync(state.Generation, cancellation), through, cancellation);
        await table.WriteAsync(generation, pages, new CountedVersions(versions), cancellation);
        if (recount.IsTorn)
        {
            return null;
        }

        DateTimeOffset now = clock.GetUtcNow();
        CountState after = state with
        {
            Generation = generation,
            Through = through,
            AsOf = today,
            At = now,
            IsGuarded = versions.Count > 0,
        };
        int differing = isFirst ? 0 : recount.Differing;
        RebuildReport report = new(
            generation,
            attempt.BeganAt,
            now,
            attempt.From,
            attempt.Found.Cases,
            attempt.Found.Others.Count,
            recount.Places,
            Agrees: differing == 0,
            isFirst ? [] : recount.Differences);
        IEnumerable<TableEntity> rows = settings.Public
            .Select(aggregate => FigureStore.ToRow(maker.Make(aggregate, recount.Digest, DashboardQuery.On(today), after, isPublic: true)))
            .Concat(DigestStore.ToRows(recount.Digest, settings.PublicCubes))
            .Append(RebuildReports.ToRow(report));
        if (!await table.ChangeAsync(state, after, rows, cancellation))
        {
            return null;
        }

        figures.Forget();
        return (report, state.Generation);
    }

    /// <summary>Adds what the feed has brought since and was not counted yet.</summary>
    private async Task CatchUpAsync(Attempt attempt, long through, CancellationToken cancellation)
    {
        while (attempt.Through < through)
        {
            IReadOnlyList<FeedLine> lines = await feed.ReadAsync(
                attempt.Through, (int)Math.Min(LinesAtOnce, through - attempt.Through), cancellation);
            attempt.Counts.Add(lines.Where(line => !attempt.Found.Have(line.Entry)).SelectMany(line => line.Entry.Cells));
            attempt.Through = lines[^1].Number;
        }
    }

    /// <summary>Entries of decisions that have not reached the feed.</summary>
    private async Task<IReadOnlyList<FeedEntry>> WaitingAsync(CancellationToken cancellation)
    {
        List<FeedEntry> waiting =
            [.. (await outbox.ListAsync(cancellation)).Where(row => row.Entry.Kind == OutboxKinds.Count).Select(row => FeedHandler.Read(row.Entry))];
        foreach (IFactSource source in sources)
        {
            waiting.AddRange(await source.WaitingAsync(cancellation));
        }

        return waiting;
    }

    /// <summary>
    /// Of entries that waited and are counted anew already, those that the counts in use have not taken: they wait still, or lie ahead in the feed.
    /// </summary>
    private async Task<FeedEntry[]> LateAsync(IEnumerable<FeedEntry> counted, long through, CancellationToken cancellation)
    {
        List<FeedEntry> late = [];
        foreach (FeedEntry entry in counted)
        {
            if (await feed.NumberAsync(entry.Id, cancellation) is not { } number || number > through)
            {
                late.Add(entry);
            }
        }

        return [.. late];
    }

    private async Task CleanUpAsync(int replaced, CancellationToken cancellation)
    {
        CountState state = await table.StateAsync(cancellation);
        await table.RemoveBeforeAsync(replaced, cancellation);
        await feed.ForgetAsync(state.Through, clock.GetUtcNow() - FeedKept, cancellation);
    }

    /// <summary>What is to take the place of the counts in use, tried again where somebody was faster.</summary>
    /// <param name="Counts">What is counted.</param>
    /// <param name="Found">What the census has met.</param>
    /// <param name="From">Counts of earlier days stay as they are; null: none do.</param>
    /// <param name="BeganAt">When the rebuild began.</param>
    private sealed record Attempt(CountSpool Counts, CensusResult Found, DateOnly? From, DateTimeOffset BeganAt)
    {
        /// <summary>The number of the last entry of the feed that the counts have, be it through the census.</summary>
        public long Through { get; set; }
    }

    [LoggerMessage(1721, LogLevel.Information, "The dashboard is rebuilt; days before {From} stay as they are.")]
    private static partial void Started(ILogger log, DateOnly? from);

    [LoggerMessage(
        EventId = 1722, Message = "The dashboard was rebuilt as generation {Generation} from {Cases} cases; {Differences} counts differed.")]
    private static partial void Finished(ILogger log, LogLevel level, int generation, int cases, int differences);
}
