using AsiFunctions.Dashboard.Feed;
using AsiFunctions.Dashboard.Figures;
using AsiFunctions.Domain.Dashboard;
using Microsoft.Extensions.Logging;

namespace AsiFunctions.Dashboard.Counting;

/// <summary>Counts what has changed, and makes the figures that it touches anew. Its cost follows the number of changes, not the size of the history.</summary>
/// <remarks>
/// Pages take each entry once, and only whoever moves the state on publishes. So a run that is killed, late, repeated, or at work beside another ends in
/// the same counts: what it has not finished, the next one does.
/// </remarks>
public sealed partial class RollUp(
    ChangeFeed feed, CountTable table, IEnumerable<IFactSource> sources, DashboardSettings settings, FigureMaker maker, FigureStore figures, TimeProvider clock, ILogger<RollUp> log)
{
    private const int LinesOfARound = 1_000;
    private const int Rounds = 1_000;

    /// <summary>
    /// Counts until nothing is left. For up to 1,000 changes: two reads for each source besides the cases, a read of the state and of the feed, a read and a
    /// write for each page touched, a range read for each cube of a figure touched, and one transaction; with nothing to do, the reads of sources, state and feed.
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
            DateOnly today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
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

        HashSet<string> touched = [.. fresh.SelectMany(line => line.Entry.Cells.Select(cell => cell.Key.Cube))];
        DashboardAggregate[] changed = [.. settings.Public.Where(aggregate => state.AsOf != today || aggregate.Cubes.Any(touched.Contains))];
        Cells cells = await table.CellsAsync(state.Generation, changed.SelectMany(aggregate => aggregate.Cubes).ToHashSet(StringComparer.Ordinal), cancellation);
        CountState after = state with { Through = through, AsOf = today, At = clock.GetUtcNow() };
        Figure[] made = [.. changed.Select(aggregate => maker.Make(aggregate, cells, DashboardQuery.On(today), after, isPublic: true))];
        if (!await table.ChangeAsync(state, after, made.Select(FigureStore.ToRow), cancellation))
        {
            return false;
        }

        figures.Forget();
        return true;
    }

    [LoggerMessage(EventId = 1711, Message = "The dashboard has counted {Changes} changes; generation {Generation}, through {Through}.")]
    private static partial void Done(ILogger log, LogLevel level, int changes, int generation, long through);
}
