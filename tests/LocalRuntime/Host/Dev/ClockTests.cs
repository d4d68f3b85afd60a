using System.Net.Http.Json;
using System.Text.Json;
using AsiFunctions.Tests.Support;

namespace AsiFunctions.LocalRuntime.Host.Tests.Dev;

/// <summary>The clock begins at the real time, so each test first moves to a day in the far future and counts from there.</summary>
public sealed class ClockTests : IAsyncLifetime
{
    private readonly OwnAzuriteFixture azurite = new();

    [Fact]
    public async Task What_is_due_on_the_way_happens_in_order_each_at_its_own_time()
    {
        await using RunningHost host = await RunningHost.StartAsync(azurite.ConnectionString, "--TickSchedule=0 0 6 1 * *");
        await host.MoveAsync("2100-01-01T12:00:00Z");
        (await host.Client.PostAsync(new Uri("/api/sleeps/long/40", UriKind.Relative), null)).Dispose();
        (await host.Client.PostAsync(new Uri("/api/sleeps/short/10", UriKind.Relative), null)).Dispose();
        (await host.Client.PostAsJsonAsync("/api/post?at=2100-01-20T00:00:00Z", new { to = "Ana", text = "hello" })).Dispose();

        JsonElement moved = await host.MoveAsync("2100-03-01T00:00:00Z");

        string[] happened = [.. host.Journal.Lines.SkipWhile(l => l != "tick 2100-01-01 late").Skip(1).Where(l => l[0] is 't'
            || l.StartsWith("woke", StringComparison.Ordinal)
            || l.StartsWith("delivered", StringComparison.Ordinal))];

        // The timer, whose run of 1 February was skipped, may come before or after the orchestration that asked for the stop.
        Assert.Equal(["woke short 2100-01-11", "delivered to Ana"], happened[..2]);
        Assert.Equal(["tick 2100-02-10 late", "woke long 2100-02-10"], happened[2..].Order(StringComparer.Ordinal));
        Assert.Equal(3, moved.GetProperty("fired").GetInt32());
        Assert.Equal("Completed \"long woken in Wake\"", await host.Client.GetStringAsync(new Uri("/api/sleeps/long", UriKind.Relative)));
    }

    [Fact]
    public async Task A_restart_goes_on_from_the_moved_time()
    {
        await using (RunningHost first = await RunningHost.StartAsync(azurite.ConnectionString))
        {
            await first.MoveAsync("2100-01-01T12:00:00Z");
            (await first.Client.PostAsync(new Uri("/api/sleeps/over/3", UriKind.Relative), null)).Dispose();
        }

        await using RunningHost second = await RunningHost.StartAsync(azurite.ConnectionString);

        JsonElement clock = await second.Client.GetFromJsonAsync<JsonElement>("/dev/clock");
        Assert.StartsWith("2100-01-01T12:", clock.GetProperty("now").GetString(), StringComparison.Ordinal);
        await second.MoveAsync("2100-01-05T00:00:00Z");
        Assert.Contains("woke over 2100-01-04", second.Journal.Lines);
        Assert.DoesNotContain(second.Journal.Lines, l => l.StartsWith("tick 2100-01-01", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_can_be_moved_by_a_duration()
    {
        await using RunningHost host = await RunningHost.StartAsync(azurite.ConnectionString);
        await host.MoveAsync("2100-01-31T12:00:00Z");

        using HttpResponseMessage moved = await host.Client.PostAsJsonAsync("/dev/clock", new { by = "P1M" });

        string now = (await moved.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("now").GetString()!;
        Assert.StartsWith("2100-02-28T12:", now, StringComparison.Ordinal);
    }

    public Task InitializeAsync() => azurite.InitializeAsync();

    public Task DisposeAsync() => azurite.DisposeAsync();
}
