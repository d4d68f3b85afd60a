using System.Diagnostics;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Storage;
using AsiFunctions.Tests.Support;

namespace AsiFunctions.Tests.Storage;

[Collection(nameof(OnAzurite))]
public sealed class OutboxRelayTests(AzuriteFixture azurite)
{
    private static readonly Effect First = new Effect.SendMail("first", Role.Applicant);
    private static readonly Effect Second = new Effect.SendMail("second", Role.Applicant);
    private static readonly Effect Third = new Effect.SendMail("third", Role.Applicant);

    [Fact]
    public async Task What_a_decision_asks_for_leaves_in_order_and_its_rows_go()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Petition petition = await world.SubmitAsync();
        await world.NoteAsync(petition.Id, null, First, Second);
        await world.NoteAsync(petition.Id, null, Third);

        await RunAsync(world);

        Assert.Equal(["petition-received", "first", "second", "third"], world.Mail.Templates);
        Assert.Empty(await world.RowsAsync("outbox|mail|"));
    }

    [Fact]
    public async Task Entries_of_many_commits_go_together_and_are_deleted_by_shard()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite, OutboxSettings.Default with { GroupSize = 200 });
        for (int i = 0; i < 40; i++)
        {
            await world.SubmitAsync();
        }

        world.Log.Clear();
        await RunAsync(world);

        Assert.Equal(40, world.Mail.Taken.Count);
        Assert.InRange(world.Log.Transactions, 1, CaseTable.ShardCount);
    }

    [Fact]
    public async Task A_crash_between_dispatch_and_delete_sends_again_with_the_same_id()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        await world.SubmitAsync();
        world.Log.Breaks = request => request == "POST $batch";
        await RunAsync(world);
        world.Log.Breaks = _ => false;
        world.Clock.Advance(OutboxSettings.Default.Grace);

        await world.Relay.SweepAsync(CancellationToken.None);

        Assert.Equal(2, world.Mail.Taken.Count);
        Assert.Single(world.Mail.Taken.Select(entry => entry.Id).Distinct());
        Assert.Empty(await world.RowsAsync("outbox|mail|"));
    }

    [Fact]
    public async Task What_never_reached_the_relay_is_swept_after_the_grace()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        await world.SubmitAsync();

        await world.Relay.SweepAsync(CancellationToken.None);
        Assert.Empty(world.Mail.Taken);

        world.Clock.Advance(OutboxSettings.Default.Grace);
        await world.Relay.SweepAsync(CancellationToken.None);
        Assert.Equal(["petition-received"], world.Mail.Templates);
    }

    [Fact]
    public async Task One_bad_entry_holds_up_its_own_case_and_no_other()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Petition bad = await world.SubmitAsync();
        Petition good = await world.SubmitAsync();
        await world.NoteAsync(bad.Id, null, First);
        world.Mail.Refuses = entry => entry.Id == $"{bad.Id}-000001-000";

        await RunAsync(world);

        Assert.Equal([good.Id], world.Mail.Taken.Select(entry => entry.CaseId));
        Assert.Equal(2, (await world.RowsAsync($"outbox|mail|{bad.Id}")).Length);
    }

    [Fact]
    public async Task A_failure_is_tried_again_at_growing_distances_and_then_all_leave_in_order()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Petition petition = await world.SubmitAsync();
        await world.NoteAsync(petition.Id, null, First);
        world.Mail.Refuses = _ => true;
        await RunAsync(world);

        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.Relay.SweepAsync(CancellationToken.None);
        OutboxRow failing = Assert.Single(
            await world.Outbox.ListAsync(CancellationToken.None),
            row => row.Entry.Id.EndsWith("000001-000", StringComparison.Ordinal) && row.Entry.Kind == "mail");
        Assert.Equal((2, "InvalidOperationException"), (failing.Attempts, failing.LastError));
        OutboxRow behind = Assert.Single(
            await world.Outbox.ListAsync(CancellationToken.None),
            row => row.Entry.Id.EndsWith("000002-000", StringComparison.Ordinal) && row.Entry.Kind == "mail");
        Assert.Equal((0, null), (behind.Attempts, behind.NextAt));
        Assert.Equal(world.Clock.Now + TimeSpan.FromMinutes(1), failing.NextAt);

        world.Mail.Refuses = _ => false;
        await world.Relay.SweepAsync(CancellationToken.None);
        Assert.Empty(world.Mail.Taken);

        world.Clock.Advance(TimeSpan.FromMinutes(2));
        await world.Relay.SweepAsync(CancellationToken.None);
        Assert.Equal(["petition-received", "first"], world.Mail.Templates);
    }

    [Fact]
    public async Task A_poisoned_entry_stays_visible_and_lets_the_later_ones_pass()
    {
        OutboxSettings settings = OutboxSettings.Default with { PoisonAfter = 2 };
        await using CaseWorld world = await CaseWorld.StartAsync(azurite, settings);
        Petition petition = await world.SubmitAsync();
        await world.NoteAsync(petition.Id, null, First);
        string poison = $"{petition.Id}-000001-000";
        world.Mail.Refuses = entry => entry.Id == poison;

        for (int i = 0; i < 4; i++)
        {
            world.Clock.Advance(TimeSpan.FromHours(2));
            await world.Relay.SweepAsync(CancellationToken.None);
        }

        Assert.Equal(["first"], world.Mail.Templates);
        OutboxRow left = Assert.Single(
            await world.Outbox.ListAsync(CancellationToken.None), row => row.Entry.Id == poison && row.Entry.Kind == "mail");
        Assert.True(left.Attempts >= settings.PoisonAfter);
    }

    [Fact]
    public async Task An_activity_stays_open_from_commit_to_dispatch()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        world.Mail.Gate = gate.Task;
        await world.Relay.StartAsync(CancellationToken.None);
        int open = 0;
        using ActivityListener listener = new()
        {
            ShouldListenTo = source => ReferenceEquals(source, world.Relay.Activities),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStarted = _ => Interlocked.Increment(ref open),
            ActivityStopped = _ => Interlocked.Decrement(ref open),
        };
        ActivitySource.AddActivityListener(listener);
        Activity? before = Activity.Current;

        await world.SubmitAsync();
        Assert.Equal(1, open);
        Assert.Same(before, Activity.Current);

        gate.SetResult();
        await world.Relay.Post([Probe(world)]);
        Assert.Equal(0, open);
    }

    [Fact]
    public async Task A_relay_that_stops_leaves_what_it_did_not_manage_to_the_sweep()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite, OutboxSettings.Default with { Drain = TimeSpan.Zero });
        world.Mail.Gate = new TaskCompletionSource().Task;
        await world.Relay.StartAsync(CancellationToken.None);
        Petition petition = await world.SubmitAsync();

        await world.Relay.StopAsync(CancellationToken.None);
        await world.NoteAsync(petition.Id, null, First);

        Assert.Empty(world.Mail.Taken);
        Assert.Equal(2, (await world.RowsAsync("outbox|mail|")).Length);
    }

    [Fact]
    public async Task A_relay_that_stops_without_having_started_keeps_nobody_waiting()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Task posted = world.Relay.Post([Probe(world)]);

        await world.Relay.StopAsync(CancellationToken.None);

        await posted.WaitAsync(TimeSpan.FromMinutes(1));
    }

    /// <summary>Lets the relay work off what waits.</summary>
    private static async Task RunAsync(CaseWorld world)
    {
        await world.Relay.StartAsync(CancellationToken.None);
        await world.Relay.Post([Probe(world)]);
    }

    // An entry without a row and without a handler: it only marks the end of the queue.
    private static OutboxEntry Probe(CaseWorld world) =>
        new("probe", CaseId.From("ZZZ", 1), 1, "probe", System.Text.Json.JsonElement.Parse("{}"), world.Clock.Now);
}
