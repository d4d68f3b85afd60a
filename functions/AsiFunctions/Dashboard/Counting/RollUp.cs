using AsiFunctions.Dashboard.Feed;
using AsiFunctions.Dashboard.Figures;
using AsiFunctions.Domain.Dashboard;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;

namespace AsiFunctions.Dashboard.Counting;

/// <summary>
/// Counts what has changed, and makes the figures that it touches anew. Its cost follows the number of changes, not the size of the history.
/// </summary>
/// <remarks>
/// What has changed goes into the pages of its months, which any day can be asked of, and into the digests that today's figures are made of.
/// Pages take each entry once, and only whoever moves the state on publishes. So a run that is
/// killed, late, repeated, or at work beside another ends in the same counts: what it has not finished, the next one does.
/// </remarks>
public sealed partial class RollUp(
    ChangeFeed feed,
    CountTable table,
    DigestStore digests,
    IEnumerable<IFactSource> sources,
    DashboardSettings settings,
    FigureMaker maker,
    FigureStore figures,
    TimeProvider clock,
    ILogger<RollUp> log)
{
    private const int LinesOfARound = 1_000;
    private const int Rounds = 1_000;

    /// <summary>
    /// Counts until nothing is left. For up to 1,000 changes: two reads for each source besides the
    /// cases, a read of the state and of the feed, a read and a write for each page touched, a point read for each cube of a figure touched, and one
    /// transaction; on a new day a range read more for each cube. With nothing to do, the reads of sources, state and feed.
    /// </summary>
    /// <returns>How many changes were counted; null where nothing was ever counted, so that a rebuild has to come first.</returns>
    public async Task<int?> RunAsync(CancellationToken cancellation)
    {
        await GatherAsync(cancellation);
        int counted = 0;
        for (int round = 0; round < Rounds; round++)
        {
            CountState state = await table.StateAsync(cancellation);
            if (state.Generation == 0)
            {
                return null;
            }

            IReadOnlyList<FeedLine> lines = await feed.ReadAsync(state.Through, LinesOfARound, cancellation);
            DateOnly today = TodayAfter(state);
            if (lines.Count == 0 && state.AsOf == today)
            {
                Done(log, counted > 0 ? LogLevel.Information : LogLevel.Debug, counted, state.Generation, state.Through);
                return counted;
            }

            if (await CountAsync(state, lines, today, cancellation))
            {
                counted += lines.Count;
            }
        }

        throw new InvalidOperationException("The feed grows faster than it is counted.");
    }

    /// <summary>Brings into the feed what waits outside the cases. Two round trips and more for each source.</summary>
    internal async Task GatherAsync(CancellationToken cancellation)
    {
        foreach (IFactSource source in sources)
        {
            while (await source.WaitingAsync(cancellation) is { Count: > 0 } waiting)
            {
                await feed.AppendAsync(waiting, cancellation);
                await source.RemoveAsync(waiting, cancellation);
            }
        }
    }

    /// <returns>False where another run was faster: what it has done is seen in the next round.</returns>
    private async Task<bool> CountAsync(CountState state, IReadOnlyList<FeedLine> lines, DateOnly today, CancellationToken cancellation)
    {
        CountedVersions counted = state.IsGuarded ? await table.CountedAsync(state.Generation, cancellation) : CountedVersions.None;
        FeedLine[] fresh = [.. lines.Where(line => !counted.Have(line.Entry))];
        long through = lines.Count == 0 ? state.Through : lines[^1].Number;
        await table.AddAsync(state.Generation, fresh, through, cancellation);

        bool isNewDay = state.AsOf != today;
        HashSet<string> touched = [.. fresh.SelectMany(line => line.Entry.Cells.Select(cell => cell.Key.Cube)).Where(settings.PublicCubes.Contains)];
        DashboardAggregate[] changed = [.. settings.Public.Where(aggregate => isNewDay || aggregate.Cubes.Any(touched.Contains))];
        HashSet<string> cubes = [.. changed.SelectMany(aggregate => aggregate.Cubes)];
        Cells digest = await digests.FindAsync(cubes, cancellation);
        digest.Add(
            CellDigest.Of(fresh.SelectMany(line => line.Entry.Cells).Where(cell => cubes.Contains(cell.Key.Cube)), from: null, until: state.AsOf));
        if (isNewDay)
        {
            // What lay ahead until then is in the pages, what was counted just now among it.
            if (await table.CellsAsync(state.Generation, cubes, state.AsOf, today, through, cancellation) is not { } pages)
            {
                return false;
            }

            digest.Add(CellDigest.Of(pages, from: state.AsOf, until: today));
        }

        CountState after = state with { Through = through, AsOf = today, At = clock.GetUtcNow() };
        IEnumerable<TableEntity> rows = changed
            .Select(aggregate => FigureStore.ToRow(maker.Make(aggregate, digest, DashboardQuery.On(today), after, isPublic: true)))
            .Concat(DigestStore.ToRows(digest, isNewDay ? cubes : touched));
        if (!await table.ChangeAsync(state, after, rows, cancellation))
        {
            return false;
        }

        figures.Forget();
        return true;
    }

    // Clocks of two machines differ; a digest does not go back.
    private DateOnly TodayAfter(CountState state)
    {
        DateOnly today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        return today < state.AsOf ? state.AsOf : today;
    }

    [LoggerMessage(EventId = 1711, Message = "The dashboard has counted {Changes} changes; generation {Generation}, through {Through}.")]
    private static partial void Done(ILogger log, LogLevel level, int changes, int generation, long through);
}
