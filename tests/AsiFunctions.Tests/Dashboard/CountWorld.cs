using AsiFunctions.Dashboard;
using AsiFunctions.Dashboard.Counting;
using AsiFunctions.Dashboard.Feed;
using AsiFunctions.Dashboard.Figures;
using AsiFunctions.Domain.Dashboard;
using AsiFunctions.Tests.Storage;
using AsiFunctions.Tests.Support;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging.Abstractions;

namespace AsiFunctions.Tests.Dashboard;

/// <summary>The feed and the counts on tables of their own, beside whatever else the storage holds.</summary>
internal sealed class CountWorld
{
    private readonly string connection;
    private readonly string name = $"T{Guid.NewGuid():N}";

    private CountWorld(string connection) => this.connection = connection;

    public FrozenTime Clock { get; } = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));

    public RequestLog Log { get; } = new();

    public static async Task<CountWorld> OpenAsync(string connection)
    {
        CountWorld world = new(connection);
        TableServiceClient service = world.Client();
        await service.CreateTableIfNotExistsAsync($"{world.name}F");
        await service.CreateTableIfNotExistsAsync($"{world.name}C");
        return world;
    }

    /// <summary>A process: what it has in memory is its own.</summary>
    public Process Start(HttpPipelinePolicy? policy = null)
    {
        TableServiceClient service = Client(policy);
        ChangeFeed feed = new(service, Clock, $"{name}F");
        CountTable table = new(service, $"{name}C");
        DashboardSettings settings = new(DashboardTerms.Shipped, [], TimeSpan.Zero);
        RollUp rollUp = new(
            feed,
            table,
            new DigestStore(table),
            [],
            settings,
            new FigureMaker(settings),
            new FigureStore(table, settings, Clock),
            Clock,
            NullLogger<RollUp>.Instance);
        return new Process(feed, table, rollUp);
    }

    /// <summary>An entry that counts one at a place.</summary>
    public static FeedEntry Entry(string id, string at, int count = 1, int day = 1, string cube = "sample")
    {
        Cells cells = new();
        cells.Add(CellKey.Of(cube, new DateOnly(2026, 1, day), at), count);
        return new FeedEntry(id, Subject: null, Version: 0, cells);
    }

    /// <summary>Counts as a rebuild hands them over.</summary>
    public static IReadOnlyList<PageCounts> Counted(Cells cells)
    {
        using CountSpool counts = new();
        counts.Add(cells);
        return [.. counts.Pages()];
    }

    private TableServiceClient Client(HttpPipelinePolicy? policy = null)
    {
        TableClientOptions options = new();
        options.Retry.MaxRetries = 0;
        options.AddPolicy(Log, HttpPipelinePosition.PerRetry);
        if (policy is not null)
        {
            options.AddPolicy(policy, HttpPipelinePosition.PerRetry);
        }

        return new TableServiceClient(connection, options);
    }

    internal sealed record Process(ChangeFeed Feed, CountTable Table, RollUp RollUp)
    {
        /// <summary>As after a first, empty rebuild.</summary>
        public async Task BeginCountingAsync(DateOnly today) => Assert.True(await Table.ChangeAsync(
            CountState.None, new CountState(1, 1, 0, today, DateTimeOffset.UnixEpoch, IsGuarded: false), [], default));

        public async Task<Dictionary<string, int>> CountsAsync()
        {
            int generation = (await Table.StateAsync(default)).Generation;
            IReadOnlyList<CountPage> pages = await Table.PagesAsync(generation, default).ToListAsync();
            return pages.SelectMany(page => page.Cells).ToDictionary(cell => cell.Key.Coordinates, cell => cell.Value);
        }
    }
}
