using AsiFunctions.Cases;
using AsiFunctions.Cases.Operations;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Storage;
using AsiFunctions.Tests.Storage;
using AsiFunctions.Tests.Support;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Moq;

namespace AsiFunctions.Tests.Cases;

[Collection(nameof(OnAzurite))]
public sealed class WakeTests(AzuriteFixture azurite)
{
    private static readonly string[] AllStatuses = [.. StartOrchestrationOptionsExtensions.ValidDedupeStatuses.Select(s => s.ToString())];

    [Fact]
    public async Task A_new_case_starts_its_orchestration_under_its_fixed_id_unless_it_exists_in_whatever_status()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        await world.Relay.StartAsync(CancellationToken.None);

        Petition petition = await world.SubmitAsync();
        await AdvanceAsync(world, petition);

        StartOrchestrationOptions options = Started(world, petition);
        Assert.Equal($"petition-{petition.Id}", options.InstanceId);
        Assert.Equal(AllStatuses.Order(StringComparer.Ordinal), options.DedupeStatuses?.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_start_that_comes_twice_wakes_the_orchestration_that_is_there()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        await world.Relay.StartAsync(CancellationToken.None);
        world.Engine
            .Setup(e => e.ScheduleNewOrchestrationInstanceAsync(
                It.IsAny<TaskName>(), It.IsAny<object?>(), It.IsAny<StartOrchestrationOptions?>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(new InvalidOperationException("It exists."));
        Exists(world, OrchestrationRuntimeStatus.Running);

        Petition petition = await world.SubmitAsync();
        await AdvanceAsync(world, petition);

        Woken(world, petition, Times.Once());
    }

    [Fact]
    public async Task The_wake_up_stays_until_the_case_was_looked_at()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Petition petition = await world.SubmitAsync();
        await world.NoteAsync(petition.Id);
        Assert.Single(await world.RowsAsync("outbox|wake|"));

        Wait wait = await AdvanceAsync(world, petition);

        Assert.Equal(new Wait(Ended: false, Until: null, $"petition-{petition.Id}"), wait);
        Assert.Empty(await world.RowsAsync("outbox|wake|"));
    }

    [Fact]
    public async Task A_wake_up_that_was_lost_is_sent_again_until_the_case_was_looked_at()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Petition petition = await world.SubmitAsync();
        await AdvanceAsync(world, petition);
        await world.NoteAsync(petition.Id);
        Exists(world, OrchestrationRuntimeStatus.Running);

        // The engine takes the event and loses it: nobody looks at the case.
        world.Clock.Advance(OutboxSettings.Default.Grace);
        await world.Relay.SweepAsync(CancellationToken.None);
        await world.Relay.SweepAsync(CancellationToken.None);
        Woken(world, petition, Times.Once());

        world.Clock.Advance(OutboxSettings.Default.FirstPause);
        await world.Relay.SweepAsync(CancellationToken.None);
        Woken(world, petition, Times.Exactly(2));

        await AdvanceAsync(world, petition);
        world.Clock.Advance(TimeSpan.FromDays(1));
        await world.Relay.SweepAsync(CancellationToken.None);
        Woken(world, petition, Times.Exactly(2));
    }

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Failed)]
    [InlineData(OrchestrationRuntimeStatus.Terminated)]
    [InlineData(OrchestrationRuntimeStatus.Completed)]
    [InlineData(null)]
    public async Task An_orchestration_that_does_not_live_is_started_afresh_by_the_sweep(OrchestrationRuntimeStatus? status)
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Petition petition = await world.SubmitAsync();
        Exists(world, status);

        world.Clock.Advance(OutboxSettings.Default.Grace);
        await world.Relay.SweepAsync(CancellationToken.None);

        Assert.Equal(["Pending", "Running", "Suspended"], Started(world, petition).DedupeStatuses?.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Looking_at_a_case_where_nothing_is_due_is_two_reads_and_the_removal_of_the_wake_up()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Petition petition = await world.SubmitAsync();
        world.Log.Clear();

        await AdvanceAsync(world, petition);

        Assert.Equal((2, 3), (world.Log.PointReads, world.Log.Requests.Count));
    }

    [Fact]
    public async Task What_is_due_is_applied_with_one_transaction_that_takes_the_wake_up_with_it()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Petition petition = await AcceptedAsync(world);
        DateTimeOffset closes = new(2026, 1, 20, 0, 0, 0, TimeSpan.Zero);
        await world.Relay.StartAsync(CancellationToken.None);

        world.Clock.Now = closes.AddTicks(-1);
        Assert.Equal(new Wait(Ended: false, closes, $"petition-{petition.Id}"), await AdvanceAsync(world, petition));

        await world.NoteAsync(petition.Id);
        world.Clock.Now = closes;
        world.Log.Clear();
        Assert.Equal(new Wait(Ended: false, Until: null, $"petition-{petition.Id}"), await AdvanceAsync(world, petition));

        Assert.Equal("deciding", (await world.ReadAsync(petition.Id)).Case.StateName);
        Assert.Contains("petition-to-decide", world.Mail.Templates);
        Assert.Empty(await world.RowsAsync("outbox|"));
    }

    [Fact]
    public async Task Two_that_look_at_once_apply_what_is_due_once()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Petition petition = await AcceptedAsync(world);
        await world.Relay.StartAsync(CancellationToken.None);
        world.Clock.Now = new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero);

        await Task.WhenAll(AdvanceAsync(world, petition), AdvanceAsync(world, petition));

        Assert.Single(await world.TimelineAsync(petition.Id), line => line.Event.What == "notice-ended");
    }

    [Fact]
    public async Task The_end_of_a_case_ends_its_orchestration_and_so_does_a_case_that_is_gone()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Petition petition = await world.SubmitAsync();
        await world.Cases.DecideAsync<Petition>(
            petition.Id, (seen, _) => Petition.Close(seen, Actor.Machine, null), options: null, CancellationToken.None);

        Assert.True((await AdvanceAsync(world, petition)).Ended);
        Assert.True((await world.Advancer.AdvanceAsync(CaseId.From(Petition.Prefix, 5), CancellationToken.None)).Ended);
    }

    [Fact]
    public async Task A_case_that_was_over_and_goes_on_has_its_orchestration_begun_afresh_at_once()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Petition petition = await world.SubmitAsync();
        await world.Cases.DecideAsync<Petition>(
            petition.Id, (seen, _) => Petition.Close(seen, Actor.Machine, null), options: null, CancellationToken.None);
        await AdvanceAsync(world, petition);
        Exists(world, OrchestrationRuntimeStatus.Completed);
        await world.Relay.StartAsync(CancellationToken.None);

        await world.Cases.DecideAsync<Petition>(
            petition.Id, (seen, _) => Petition.Accept(seen, Actor.Machine), options: null, CancellationToken.None);
        await AdvanceAsync(world, petition);

        StartOrchestrationOptions again = (StartOrchestrationOptions)world.Engine.Invocations
            .Last(i => i.Method.Name == nameof(DurableTaskClient.ScheduleNewOrchestrationInstanceAsync)).Arguments[2];
        Assert.Equal(["Pending", "Running", "Suspended"], again.DedupeStatuses?.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_daily_comparison_starts_what_should_run_and_does_not()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Petition running = await world.SubmitAsync();
        Petition lost = await world.SubmitAsync();
        Petition late = await AcceptedAsync(world);
        Petition closed = await world.SubmitAsync();
        await world.Cases.DecideAsync<Petition>(
            closed.Id, (seen, _) => Petition.Close(seen, Actor.Machine, null), options: null, CancellationToken.None);
        world.Clock.Now = new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero);
        world.Engine
            .Setup(e => e.GetAllInstancesAsync(It.IsAny<OrchestrationQuery?>()))
            .Returns(Pageable.Create(
                (string? _, CancellationToken _) => Task.FromResult(new Page<OrchestrationMetadata>(
                    [
                        new OrchestrationMetadata("Petitioning", $"petition-{running.Id}"),
                        new OrchestrationMetadata("Petitioning", $"petition-{late.Id}"),
                    ]))));

        Reconciliation found = await world.Reconciler.RunAsync(world.Engine.Object, CancellationToken.None);

        Assert.Equal((3, 1, 1), (found.Cases, found.Restarted, found.Woken));
        Assert.Equal($"petition-{lost.Id}", Started(world, lost).InstanceId);
        Woken(world, late, Times.Once());
        Assert.Equal(found, await world.Reconciler.LastAsync(CancellationToken.None));
    }

    [Fact]
    public async Task One_that_cannot_be_woken_does_not_keep_the_comparison_from_the_others()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Petition[] late = [await AcceptedAsync(world), await AcceptedAsync(world)];
        world.Clock.Now = new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero);
        world.Engine
            .Setup(e => e.GetAllInstancesAsync(It.IsAny<OrchestrationQuery?>()))
            .Returns(Pageable.Create((string? _, CancellationToken _) => Task.FromResult(
                new Page<OrchestrationMetadata>([.. late.Select(petition => new OrchestrationMetadata("Petitioning", $"petition-{petition.Id}"))]))));
        world.Engine
            .Setup(e => e.RaiseEventAsync($"petition-{late[0].Id}", CaseDriver.Wake, It.IsAny<CancellationToken>()))
            .ThrowsAsync(new InvalidOperationException("It has ended since it was listed."));

        Reconciliation found = await world.Reconciler.RunAsync(world.Engine.Object, CancellationToken.None);

        Assert.Equal((2, 0, 1), (found.Cases, found.Restarted, found.Woken));
        Woken(world, late[1], Times.Once());
    }

    private static Task<Wait> AdvanceAsync(CaseWorld world, Petition petition) => world.Advancer.AdvanceAsync(petition.Id, CancellationToken.None);

    private static async Task<Petition> AcceptedAsync(CaseWorld world)
    {
        Petition petition = await world.SubmitAsync();
        await world.Cases.DecideAsync<Petition>(
            petition.Id, (seen, _) => Petition.Accept(seen, Actor.Machine), options: null, CancellationToken.None);
        return petition;
    }

    private static void Exists(CaseWorld world, OrchestrationRuntimeStatus? status) => world.Engine
        .Setup(e => e.GetInstanceAsync(It.IsAny<string>(), It.IsAny<CancellationToken>()))
        .ReturnsAsync((string id, CancellationToken _) => status is { } s
            ? new OrchestrationMetadata("Petitioning", id) { RuntimeStatus = s }
            : null);

    private static StartOrchestrationOptions Started(CaseWorld world, Petition petition) => (StartOrchestrationOptions)Assert.Single(
        world.Engine.Invocations,
        i => i.Method.Name == nameof(DurableTaskClient.ScheduleNewOrchestrationInstanceAsync) && petition.Id.Value.Equals(i.Arguments[1])).Arguments[2];

    private static void Woken(CaseWorld world, Petition petition, Times times) => world.Engine.Verify(
        e => e.RaiseEventAsync($"petition-{petition.Id}", CaseDriver.Wake, It.IsAny<CancellationToken>()), times);
}
