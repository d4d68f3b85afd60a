using System.Diagnostics;
using AsiFunctions.LocalRuntime.Host.Functions;

namespace AsiFunctions.LocalRuntime.Host.Tests.Functions;

/// <summary>A moved clock waits for what the app sends after it has answered.</summary>
public sealed class OutgoingTests
{
    [Fact]
    public async Task It_is_quiet_only_when_every_activity_of_an_outbox_has_ended()
    {
        using Outgoing outgoing = new();
        using ActivitySource app = new("Sample.Outbox");
        Assert.False(await outgoing.SettleAsync(default, default));

        Activity first = app.StartActivity("dispatch")!;
        Activity second = app.StartActivity("dispatch")!;
        ValueTask<bool> settling = outgoing.SettleAsync(default, default);
        first.Dispose();
        Assert.False(settling.IsCompleted);
        second.Dispose();

        Assert.True(await settling);
        Assert.False(await outgoing.SettleAsync(default, default));
    }

    [Fact]
    public async Task What_began_before_it_listened_is_not_counted_when_it_ends()
    {
        using ActivitySource app = new("Sample.Outbox");
        using Outgoing earlier = new();
        Activity before = app.StartActivity("dispatch")!;
        using Outgoing outgoing = new();

        before.Dispose();

        Assert.False(await outgoing.SettleAsync(default, default));
    }

    [Fact]
    public async Task Who_listens_to_one_outbox_does_not_wait_for_another()
    {
        using ActivitySource own = new("Sample.Outbox");
        using ActivitySource neighbours = new("Sample.Outbox");
        using Outgoing all = new();
        using Outgoing outgoing = new(own);

        using Activity? open = neighbours.StartActivity("dispatch");

        Assert.NotNull(open);
        Assert.False(await outgoing.SettleAsync(default, default));
    }

    [Fact]
    public async Task Other_activities_are_none_of_its_business()
    {
        using Outgoing outgoing = new();
        using ActivitySource other = new("Sample.Requests");

        using Activity? request = other.StartActivity("request");

        Assert.False(await outgoing.SettleAsync(default, default));
    }
}
