using AsiFunctions.Dashboard.Counting;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Dashboard;
using AsiFunctions.Tests.Storage;
using AsiFunctions.Tests.Support;
using static AsiFunctions.Tests.Dashboard.CountWorld;

namespace AsiFunctions.Tests.Dashboard.Counting;

[Collection(nameof(OnAzurite))]
public sealed class RollUpTests(AzuriteFixture azurite)
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Fact]
    public async Task Before_anything_was_counted_a_rebuild_has_to_come_first()
    {
        CountWorld.Process process = (await OpenAsync(azurite.ConnectionString)).Start();

        Assert.Null(await process.RollUp.RunAsync(default));
    }

    [Fact]
    public async Task Changes_are_added_to_the_counts_each_once_however_often_it_runs()
    {
        CountWorld world = await OpenAsync(azurite.ConnectionString);
        CountWorld.Process process = world.Start();
        await process.BeginCountingAsync(Today);
        await process.Feed.AppendAsync([Entry("a", "x"), Entry("b", "x"), Entry("c", "y", day: 2)], default);

        Assert.Equal(3, await process.RollUp.RunAsync(default));
        Assert.Equal(0, await process.RollUp.RunAsync(default));
        await process.Feed.AppendAsync([Entry("d", "x", count: -1)], default);
        Assert.Equal(1, await world.Start().RollUp.RunAsync(default));

        Assert.Equal(new Dictionary<string, int> { ["x"] = 1, ["y"] = 1 }, await process.CountsAsync());
    }

    [Fact]
    public async Task With_nothing_to_do_it_reads_the_state_and_the_feed_and_no_more()
    {
        CountWorld world = await OpenAsync(azurite.ConnectionString);
        CountWorld.Process process = world.Start();
        await process.BeginCountingAsync(Today);
        world.Log.Clear();

        await process.RollUp.RunAsync(default);

        Assert.Equal((1, 1, 2), (world.Log.PointReads, world.Log.RangeReads, world.Log.Requests.Count));
    }

    [Fact]
    public async Task Its_requests_follow_the_changes_not_the_history()
    {
        CountWorld world = await OpenAsync(azurite.ConnectionString);
        CountWorld.Process process = world.Start();
        await process.BeginCountingAsync(Today);
        await process.Feed.AppendAsync([.. Enumerable.Range(0, 40).Select(i => Entry($"h{i}", $"place {i}", cube: $"cube{i % 10}"))], default);
        await process.RollUp.RunAsync(default);
        await process.Feed.AppendAsync([Entry("new", "x", cube: "cube3")], default);
        world.Log.Clear();

        await process.RollUp.RunAsync(default);

        // State, feed, the page read and written, the transaction; then state and feed once more, for more may have come.
        Assert.Equal(7, world.Log.Requests.Count);
    }

    [Fact]
    public async Task Two_runs_at_once_count_what_one_would()
    {
        CountWorld world = await OpenAsync(azurite.ConnectionString);
        CountWorld.Process process = world.Start();
        await process.BeginCountingAsync(Today);
        await process.Feed.AppendAsync([.. Enumerable.Range(0, 60).Select(i => Entry($"e{i}", $"place {i % 7}", cube: $"cube{i % 5}"))], default);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => world.Start().RollUp.RunAsync(default)));

        Dictionary<string, int> counts = await SumsAsync(process);
        Assert.Equal(60, counts.Values.Sum());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Killed_at_any_write_the_next_run_ends_in_the_same_counts(bool carriedOut)
    {
        for (int kill = 0; ; kill++)
        {
            CountWorld world = await OpenAsync(azurite.ConnectionString);
            CountWorld.Process process = world.Start();
            await process.BeginCountingAsync(Today);
            await process.Feed.AppendAsync([.. Enumerable.Range(0, 12).Select(i => Entry($"e{i}", $"place {i % 4}", cube: $"cube{i % 3}"))], default);
            bool killed = await Record.ExceptionAsync(() => world.Start(new Guillotine(kill, carriedOut)).RollUp.RunAsync(default)) is not null;

            // More comes before the next run, so that its range is another than the killed one's.
            await world.Start().Feed.AppendAsync([Entry("late", "place 0", cube: "cube0")], default);
            await world.Start().RollUp.RunAsync(default);

            Assert.Equal(13, (await SumsAsync(process)).Values.Sum());
            if (!killed)
            {
                Assert.True(kill >= 4);
                break;
            }
        }
    }

    [Fact]
    public async Task What_a_rebuild_has_counted_ahead_of_the_feed_is_left_out_when_its_entry_comes()
    {
        CountWorld world = await OpenAsync(azurite.ConnectionString);
        CountWorld.Process process = world.Start();
        CaseId seen = CaseId.From("MEM", 1);
        CountedVersions counted = new(new Dictionary<string, int> { [seen.Value] = 2, ["group"] = 0 });
        await process.Table.WriteAsync(1, Pages(Entry("", "x").Cells), counted, default);
        Assert.True(
            await process.Table.ChangeAsync(CountState.None, new CountState(1, 1, 0, Today, CountState.None.At, IsGuarded: true), [], default));

        await process.Feed.AppendAsync(
            [
                Entry("1", "x") with { Subject = seen.Value, Version = 2 },
                Entry("2", "y") with { Subject = seen.Value, Version = 3 },
                Entry("group", "x"),
                Entry("other", "z"),
            ],
            default);
        await process.RollUp.RunAsync(default);

        Assert.Equal(new Dictionary<string, int> { ["x"] = 1, ["y"] = 1, ["z"] = 1 }, await process.CountsAsync());
    }

    [Fact]
    public async Task Pages_that_are_ahead_of_what_is_published_are_not_compared()
    {
        CountWorld world = await OpenAsync(azurite.ConnectionString);
        CountWorld.Process process = world.Start();
        await process.BeginCountingAsync(Today);
        await process.Feed.AppendAsync([Entry("one", "x")], default);
        await process.RollUp.RunAsync(default);
        await process.Feed.AppendAsync([Entry("other", "x")], default);
        await process.Table.AddAsync(1, await process.Feed.ReadAsync(1, 10, default), through: 2, default);

        Recount torn = new([], [], from: null, Today);
        Assert.Empty(await torn.PagesAsync(process.Table.PagesAsync(1, default), through: 1, default).ToListAsync());
        Assert.True(torn.IsTorn);
        Recount whole = new([], [], from: null, Today);
        Assert.Empty(await whole.PagesAsync(process.Table.PagesAsync(1, default), through: 2, default).ToListAsync());
        Assert.Equal((false, 2), (whole.IsTorn, Assert.Single(whole.Differences).Before));
    }

    [Fact]
    public async Task Thousands_of_changes_are_counted_in_rounds()
    {
        CountWorld world = await OpenAsync(azurite.ConnectionString);
        CountWorld.Process process = world.Start();
        await process.BeginCountingAsync(Today);
        await process.Feed.AppendAsync([.. Enumerable.Range(0, 1_100).Select(i => Entry($"e{i}", "x"))], default);

        Assert.Equal(1_100, await process.RollUp.RunAsync(default));

        Assert.Equal(new Dictionary<string, int> { ["x"] = 1_100 }, await process.CountsAsync());
    }

    private static IAsyncEnumerable<CountPage> Pages(Cells cells) => CountWorld.Counted(cells)
        .Select(page => new CountPage(page.Key, Through: 0, page.Cells))
        .ToAsyncEnumerable();

    private static async Task<Dictionary<string, int>> SumsAsync(CountWorld.Process process)
    {
        IReadOnlyList<CountPage> pages = await process.Table.PagesAsync(1, default).ToListAsync();
        return pages.SelectMany(page => page.Cells).GroupBy(cell => cell.Key.Coordinates)
            .ToDictionary(place => place.Key, place => place.Sum(cell => cell.Value));
    }
}
