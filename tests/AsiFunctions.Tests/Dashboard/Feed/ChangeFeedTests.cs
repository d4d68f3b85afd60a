using AsiFunctions.Dashboard.Feed;
using AsiFunctions.Tests.Storage;
using AsiFunctions.Tests.Support;
using Azure;
using static AsiFunctions.Tests.Dashboard.CountWorld;

namespace AsiFunctions.Tests.Dashboard.Feed;

[Collection(nameof(OnAzurite))]
public sealed class ChangeFeedTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Entries_are_numbered_from_one_in_their_order_and_a_reader_goes_on_where_it_was()
    {
        ChangeFeed feed = (await OpenAsync(azurite.ConnectionString)).Start().Feed;

        await feed.AppendAsync([Entry("a", "x"), Entry("b", "y")], default);
        await feed.AppendAsync([Entry("c", "z", count: -1)], default);

        Assert.Equal([(1L, "a"), (2L, "b"), (3L, "c")], (await feed.ReadAsync(0, 10, default)).Select(line => (line.Number, line.Entry.Id)));
        FeedLine last = Assert.Single(await feed.ReadAsync(2, 10, default));
        Assert.Equal(-1, Assert.Single(last.Entry.Cells).Value);
        Assert.Equal(["a"], (await feed.ReadAsync(0, 1, default)).Select(line => line.Entry.Id));
        Assert.Equal(3, await feed.LastAsync(default));
    }

    [Fact]
    public async Task An_entry_is_taken_once_however_often_it_is_sent()
    {
        CountWorld world = await OpenAsync(azurite.ConnectionString);
        await world.Start().Feed.AppendAsync([Entry("a", "x"), Entry("b", "x")], default);

        await world.Start().Feed.AppendAsync([Entry("b", "x"), Entry("c", "x"), Entry("c", "x"), Entry("a", "x")], default);

        Assert.Equal(["a", "b", "c"], (await world.Start().Feed.ReadAsync(0, 10, default)).Select(line => line.Entry.Id));
    }

    [Fact]
    public async Task Two_processes_that_append_at_once_lose_nothing_and_leave_no_gap()
    {
        CountWorld world = await OpenAsync(azurite.ConnectionString);
        ChangeFeed one = world.Start().Feed;
        ChangeFeed other = world.Start().Feed;

        await Task.WhenAll(
            Enumerable.Range(0, 8).Select(i => one.AppendAsync([Entry($"one-{i}", "x")], default))
                .Concat(Enumerable.Range(0, 8).Select(i => other.AppendAsync([Entry($"other-{i}", "x"), Entry($"both-{i}", "x")], default)))
                .Concat(Enumerable.Range(0, 8).Select(i => one.AppendAsync([Entry($"both-{i}", "x")], default))));

        IReadOnlyList<FeedLine> lines = await one.ReadAsync(0, 100, default);
        Assert.Equal(Enumerable.Range(1, 24).Select(n => (long)n), lines.Select(line => line.Number));
        Assert.Equal(24, lines.Select(line => line.Entry.Id).Distinct().Count());
    }

    [Fact]
    public async Task More_than_a_transaction_takes_is_divided_and_a_group_of_forty_nine_is_one()
    {
        CountWorld world = await OpenAsync(azurite.ConnectionString);
        ChangeFeed feed = world.Start().Feed;
        await feed.AppendAsync([Entry("first", "x")], default);
        world.Log.Clear();

        await feed.AppendAsync([.. Enumerable.Range(0, 49).Select(i => Entry($"e{i}", "x"))], default);

        Assert.Equal((1, 0), (world.Log.Transactions, world.Log.PointReads));
        await feed.AppendAsync([.. Enumerable.Range(0, 120).Select(i => Entry($"f{i}", "x"))], default);
        Assert.Equal(170, await feed.LastAsync(default));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Killed_at_any_write_the_repeat_takes_what_is_missing_and_nothing_twice(bool carriedOut)
    {
        FeedEntry[] entries = [.. Enumerable.Range(0, 60).Select(i => Entry($"e{i}", "x"))];
        for (int kill = 0; ; kill++)
        {
            CountWorld world = await OpenAsync(azurite.ConnectionString);
            Guillotine blade = new(kill, carriedOut);
            bool killed = await Record.ExceptionAsync(() => world.Start(blade).Feed.AppendAsync(entries, default)) is RequestFailedException;

            await world.Start().Feed.AppendAsync(entries, default);

            Assert.Equal(entries.Select(entry => entry.Id), (await world.Start().Feed.ReadAsync(0, 100, default)).Select(line => line.Entry.Id));
            if (!killed)
            {
                Assert.True(kill >= 2);
                break;
            }
        }
    }

    [Fact]
    public async Task What_is_counted_and_old_is_forgotten_but_nothing_that_is_not_counted()
    {
        CountWorld world = await OpenAsync(azurite.ConnectionString);
        ChangeFeed feed = world.Start().Feed;
        await feed.AppendAsync([Entry("a", "x"), Entry("b", "x")], default);
        world.Clock.Advance(TimeSpan.FromDays(8));
        await feed.AppendAsync([Entry("c", "x")], default);

        await feed.ForgetAsync(counted: 1, world.Clock.Now.AddDays(-7), default);

        Assert.Equal(["b", "c"], (await feed.ReadAsync(0, 10, default)).Select(line => line.Entry.Id));
        Assert.Null(await feed.NumberAsync("a", default));
        Assert.NotNull(await feed.NumberAsync("c", default));
        Assert.Equal(3, await feed.LastAsync(default));
    }
}
