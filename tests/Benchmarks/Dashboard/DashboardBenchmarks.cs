using System.Diagnostics;
using System.Globalization;
using AsiFunctions.Dashboard.Counting;
using AsiFunctions.Dashboard.Feed;
using AsiFunctions.Domain.Dashboard;
using AsiFunctions.Tests.Support;

namespace AsiFunctions.Benchmarks.Dashboard;

/// <summary>
/// How fast the dashboard counts what has changed, counts all anew, and answers its figures. Each measurement has an Azurite of its own.
/// </summary>
public static class DashboardBenchmarks
{
    private const int Rounds = 7;
    private const int RepliesOfAMember = 5;
    private const int WarmUp = 2_000;
    private const int Alone = 2_000;
    private const int Clients = 16;
    private const int Each = 1_000;

    private static DateOnly Today => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    /// <summary>The roll-up with a history and with ten times that; the rebuild of so many members and of twice as many; the figures.</summary>
    /// <param name="output">Where the figures go, a line each.</param>
    /// <param name="history">Members behind the roll-up; 1,000 where it is 0.</param>
    /// <param name="rebuilt">Members of the rebuild; 5,000 where it is 0.</param>
    /// <param name="only"><c>rollup</c>, <c>rebuild</c> or <c>figures</c>; null for all.</param>
    public static async Task RunAsync(TextWriter output, int history, int rebuilt, string? only)
    {
        history = history > 0 ? history : 1_000;
        rebuilt = rebuilt > 0 ? rebuilt : 5_000;
        if (only is null or "rollup")
        {
            double first = await RollUpAsync(output, history);
            double second = await RollUpAsync(output, history * 10);
            await SayAsync(output, $"ten times the history takes {100 * (second - first) / first:+0;-0} % (wanted: within 20 %)");
        }

        if (only is null or "rebuild")
        {
            double first = await RebuildAsync(output, rebuilt);
            double second = await RebuildAsync(output, rebuilt * 2);
            await SayAsync(output, $"twice as much to rebuild takes {second / first:0.00} times as long");
        }

        if (only is null or "figures")
        {
            await FiguresAsync(output, history);
        }
    }

    private static async Task<double> RollUpAsync(TextWriter output, int members)
    {
        await using Azurite azurite = await Azurite.StartAsync(AzuritePersistence.OnDisk);
        using CountDesk desk = await CountDesk.OpenAsync(azurite.ConnectionString);
        SampleHistory history = new(members, Today);
        await desk.LoadAsync(history.Cases);
        await desk.Rebuild.RunAsync(from: null, default);
        SampleChanges changes = new(history.Members, Today);

        List<double> took = [];
        List<double> appending = [];
        for (int round = 0; round <= Rounds; round++)
        {
            IReadOnlyList<FeedEntry> entries = changes.Next(round, Rounds + 1);
            long begun = Stopwatch.GetTimestamp();
            await desk.Feed.AppendAsync(entries, default);
            appending.Add(Stopwatch.GetElapsedTime(begun).TotalSeconds);
            begun = Stopwatch.GetTimestamp();
            int? counted = await desk.RollUp.RunAsync(default);
            took.Add(Stopwatch.GetElapsedTime(begun).TotalSeconds);
            if (counted != SampleChanges.OfARound)
            {
                throw new InvalidOperationException($"{counted} changes were counted, not {SampleChanges.OfARound}.");
            }
        }

        // What is compiled in the first round is not measured.
        took.RemoveAt(0);
        appending.RemoveAt(0);
        CountState state = await desk.Table.StateAsync(default);
        int places = await desk.Table.PagesAsync(state.Generation, default).Select(page => page.Cells.Count).SumAsync();
        await SayAsync(output, $"{SampleChanges.OfARound} changes rolled up, {members} members behind them: {Middle(took):0.00} s");
        await SayAsync(
            output, $"  ({Rounds} rounds: {took.Min():0.00} to {took.Max():0.00}; wanted: under 3; appending them before took {Middle(appending):0.00} s; {places} places in the end)");
        await CeilingAsync(output, azurite);
        return Middle(took);
    }

    private static async Task<double> RebuildAsync(TextWriter output, int members)
    {
        const int Runs = 3;
        await using Azurite azurite = await Azurite.StartAsync(AzuritePersistence.OnDisk);
        using CountDesk desk = await CountDesk.OpenAsync(azurite.ConnectionString);
        int rows = await desk.LoadAsync(new SampleHistory(members, Today).Cases);
        await desk.Replies.LoadAsync(members * RepliesOfAMember);

        List<double> took = [];
        List<string> memory = [];
        RebuildReport report = null!;
        for (int run = 0; run < Runs; run++)
        {
            double before = MemoryWatch.Live;
            using MemoryWatch watch = MemoryWatch.Start();
            long begun = Stopwatch.GetTimestamp();
            report = await desk.Rebuild.RunAsync(from: null, default);
            took.Add(Stopwatch.GetElapsedTime(begun).TotalSeconds);
            memory.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{before:0} MB live before, at most {watch.Heap:0} MB of heap and {watch.Set:0} MB of process, {MemoryWatch.Live:0} MB live after"));
        }

        double idle = MemoryWatch.Live;
        double needed = await NeededAsync(desk) - idle;
        await SayAsync(output, $"{members} members and {members * RepliesOfAMember} replies rebuilt: {Middle(took):0.0} s");
        await SayAsync(
            output,
            $"  (runs: {string.Join(", ", took.Select(t => t.ToString("0.0", CultureInfo.InvariantCulture)))}; wanted for 5000 and 25000: under 30;");
        await SayAsync(
            output, $"  {report.Cases} cases, {rows} rows of cases, {report.Places} places, the last run compared with the one before: {report.Differences.Count} differences)");
        await SayAsync(output, $"  memory of the last run: {memory[^1]}");
        await SayAsync(
            output, $"  one more run, with all garbage collected every 20 ms: {needed:0.0} MB needed at most (wanted: flat), beyond {idle:0} MB before");
        await CeilingAsync(output, azurite);
        return Middle(took);
    }

    private static async Task<double> NeededAsync(CountDesk desk)
    {
        using MemoryWatch watch = MemoryWatch.Start(withoutGarbage: true);
        await desk.Rebuild.RunAsync(from: null, default);
        return watch.Heap;
    }

    private static async Task FiguresAsync(TextWriter output, int members)
    {
        await using Azurite azurite = await Azurite.StartAsync(AzuritePersistence.OnDisk);
        using (CountDesk desk = await CountDesk.OpenAsync(azurite.ConnectionString))
        {
            await desk.LoadAsync(new SampleHistory(members, Today).Cases);
            await desk.Replies.LoadAsync(members);
            await desk.Rebuild.RunAsync(from: null, default);
        }

        await AskAsync(output, azurite, TimeSpan.FromSeconds(2), "kept for 2 s by the process, as shipped");
        await AskAsync(output, azurite, TimeSpan.Zero, "read anew for each request");
        await CeilingAsync(output, azurite);
    }

    private static async Task AskAsync(TextWriter output, Azurite azurite, TimeSpan cachedFor, string how)
    {
        using FigureApp app = await FigureApp.StartAsync(azurite.ConnectionString, cachedFor);
        Uri[] figures =
            [.. DashboardCatalogue.All.Where(figure => figure.IsPublic).Select(figure => new Uri($"/api/dashboard/{figure.Name}", UriKind.Relative))];
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => GetAsync(app.Http, figures, WarmUp / Clients)));

        List<double> alone = await GetAsync(app.Http, figures, Alone);
        await SayAsync(output, $"an unfiltered figure, {how}, one client: {Middle(alone):0.00} ms");
        await SayAsync(
            output, $"  ({Alone} requests for {figures.Length} figures in turn: {alone.Min():0.00} to {alone.Max():0.0}, nine of ten under {alone.Order().ElementAt(Alone * 9 / 10):0.00}; wanted: under 5)");

        long begun = Stopwatch.GetTimestamp();
        List<double>[] together = await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => GetAsync(app.Http, figures, Each)));
        double rate = Clients * Each / Stopwatch.GetElapsedTime(begun).TotalSeconds;
        await SayAsync(output, $"unfiltered figures, {how}, {Clients} clients: {rate:0} a second");
        await SayAsync(
            output, $"  ({Clients * Each} in all, median {Middle([.. together.SelectMany(t => t)]):0.0} ms; wanted: 1000; the clients run on the same processors)");
    }

    private static async Task<List<double>> GetAsync(HttpClient http, Uri[] figures, int count)
    {
        List<double> took = [];
        for (int i = 0; i < count; i++)
        {
            long begun = Stopwatch.GetTimestamp();
            using HttpResponseMessage response = await http.GetAsync(figures[i % figures.Length]);
            took.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            response.EnsureSuccessStatusCode();
        }

        return took;
    }

    private static async Task CeilingAsync(TextWriter output, Azurite azurite)
    {
        await AzuriteCeiling.SayAsync(output, azurite.ConnectionString);
        if (File.Exists("/proc/loadavg"))
        {
            string load = (await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0];
            await SayAsync(output, $"  the machine's load over the last minute, this included: {load}");
        }
    }

    private static double Middle(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static async Task SayAsync(TextWriter output, FormattableString line)
    {
        await output.WriteLineAsync(line.ToString(CultureInfo.InvariantCulture));
        await output.FlushAsync();
    }
}
