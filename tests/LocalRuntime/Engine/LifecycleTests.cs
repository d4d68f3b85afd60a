using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.LocalRuntime.Engine.Tests;

public sealed class LifecycleTests
{
    private static readonly StartOrchestrationOptions One = new("one");

    [Fact]
    public async Task A_suspended_orchestration_takes_events_and_plays_them_when_it_is_resumed()
    {
        await using TestEngine engine = await StartAsync();
        await engine.RunAsync("Waiting");

        await engine.Client.SuspendInstanceAsync("one", "holiday");
        await engine.RaiseAsync("Go", "gone");
        await engine.RestartAsync();
        OrchestrationMetadata suspended = await engine.QuietAsync();
        await engine.Client.ResumeInstanceAsync("one");
        OrchestrationMetadata resumed = await engine.QuietAsync();

        Assert.Equal(OrchestrationRuntimeStatus.Suspended, suspended.RuntimeStatus);
        Assert.Equal("gone", resumed.ReadOutputAs<string>());
    }

    [Fact]
    public async Task Timers_that_fall_due_during_a_suspension_fire_after_it()
    {
        await using TestEngine engine = await StartAsync();
        await engine.RunAsync("Sleeping");

        await engine.Client.SuspendInstanceAsync("one");
        OrchestrationMetadata suspended = await engine.MoveAsync(TimeSpan.FromDays(30));
        await engine.Client.ResumeInstanceAsync("one");
        OrchestrationMetadata resumed = await engine.QuietAsync();

        Assert.Equal(OrchestrationRuntimeStatus.Suspended, suspended.RuntimeStatus);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, resumed.RuntimeStatus);
    }

    [Fact]
    public async Task A_terminated_orchestration_ends_at_once_even_while_suspended()
    {
        await using TestEngine engine = await StartAsync();
        await engine.RunAsync("Sleeping");
        await engine.Client.SuspendInstanceAsync("one");

        await engine.Client.TerminateInstanceAsync("one", (object)"enough");
        OrchestrationMetadata ended = await engine.QuietAsync();

        Assert.Equal(OrchestrationRuntimeStatus.Terminated, ended.RuntimeStatus);
        Assert.Equal("enough", ended.ReadOutputAs<string>());
        Assert.Null(engine.Engine.NextDue);
    }

    [Fact]
    public async Task A_pending_orchestration_can_be_terminated_before_its_code_ever_runs()
    {
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Never", Task (_) => throw new InvalidOperationException("It ran.")));
        await engine.RunAsync("Never", null, new StartOrchestrationOptions("one", TestEngine.Start.AddDays(1)));

        await engine.Client.TerminateInstanceAsync("one");
        OrchestrationMetadata ended = await engine.MoveAsync(TimeSpan.FromDays(2));

        Assert.Equal(OrchestrationRuntimeStatus.Terminated, ended.RuntimeStatus);
    }

    [Fact]
    public async Task Only_finished_orchestrations_are_purged()
    {
        await using TestEngine engine = await StartAsync();
        await engine.RunAsync("Waiting");

        await Assert.ThrowsAsync<InvalidOperationException>(() => engine.Client.PurgeInstanceAsync("one"));
        await engine.RaiseAsync("Go", "");
        PurgeResult purged = await engine.Client.PurgeInstanceAsync("one");
        PurgeResult again = await engine.Client.PurgeInstanceAsync("one");

        Assert.Equal(1, purged.PurgedInstanceCount);
        Assert.Equal(0, again.PurgedInstanceCount);
        Assert.Null(await engine.Client.GetInstanceAsync("one"));
    }

    [Fact]
    public async Task A_filter_purges_what_it_names_and_nothing_that_runs()
    {
        await using TestEngine engine = await StartAsync();
        await engine.RunAsync("Failing", null, new StartOrchestrationOptions("failed"));
        await engine.RunAsync("Short", null, new StartOrchestrationOptions("early"));
        await engine.MoveAsync(TimeSpan.FromDays(1), "early");
        await engine.RunAsync("Short", null, new StartOrchestrationOptions("late"));
        await engine.RunAsync("Waiting", null, new StartOrchestrationOptions("running"));

        PurgeResult early = await engine.Client.PurgeAllInstancesAsync(
            new PurgeInstancesFilter(CreatedTo: TestEngine.Start.AddHours(1), Statuses: [OrchestrationRuntimeStatus.Completed]));
        PurgeResult rest = await engine.Client.PurgeAllInstancesAsync(new PurgeInstancesFilter());

        Assert.Equal(1, early.PurgedInstanceCount);
        Assert.Equal(2, rest.PurgedInstanceCount);
        Assert.True(rest.IsComplete);
        Assert.NotNull(await engine.Client.GetInstanceAsync("running"));
    }

    [Fact]
    public async Task An_id_in_use_refuses_a_second_start()
    {
        await using TestEngine engine = await StartAsync();
        await engine.RunAsync("Waiting");

        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() => engine.Client.ScheduleNewOrchestrationInstanceAsync("Short", One));

        Assert.Equal("Waiting", (await engine.QuietAsync()).Name);
    }

    [Fact]
    public async Task A_finished_ones_id_may_be_used_again_unless_its_status_is_named()
    {
        await using TestEngine engine = await StartAsync();
        await engine.RunAsync("Short");

        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() => engine.Client.ScheduleNewOrchestrationInstanceAsync(
            "Waiting", One.WithDedupeStatuses(StartOrchestrationOptionsExtensions.ValidDedupeStatuses.ToArray())));
        OrchestrationMetadata again = await engine.RunAsync("Waiting");

        Assert.Equal("Waiting", again.Name);
        Assert.Equal(OrchestrationRuntimeStatus.Running, again.RuntimeStatus);
    }

    [Fact]
    public async Task A_running_one_is_replaced_where_no_status_refuses_the_start()
    {
        await using TestEngine engine = await StartAsync();
        await engine.RunAsync("Sleeping");

        OrchestrationMetadata replaced = await engine.RunAsync("Waiting", null, One.WithDedupeStatuses());

        Assert.Equal("Waiting", replaced.Name);
        Assert.Null(engine.Engine.NextDue);
        await Assert.ThrowsAsync<ArgumentException>(() => engine.Client.ScheduleNewOrchestrationInstanceAsync(
            "Short", One.WithDedupeStatuses(OrchestrationRuntimeStatus.Terminated)));
    }

    [Fact]
    public async Task Of_many_starts_at_once_under_one_id_one_wins()
    {
        await using TestEngine engine = await StartAsync();

        bool[] started = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => StartsAsync(engine)));

        Assert.Single(started, s => s);

        static async Task<bool> StartsAsync(TestEngine engine)
        {
            try
            {
                await engine.Client.ScheduleNewOrchestrationInstanceAsync("Waiting", One);
                return true;
            }
            catch (OrchestrationAlreadyExistsException)
            {
                return false;
            }
        }
    }

    [Fact]
    public async Task Ids_that_the_host_would_not_take_are_refused()
    {
        await using TestEngine engine = await StartAsync();

        foreach (string id in new[] { "a/b", "a#b", "@entity", "a?b", new string('x', 257) })
        {
            await Assert.ThrowsAsync<ArgumentException>(() =>
                engine.Client.ScheduleNewOrchestrationInstanceAsync("Short", new StartOrchestrationOptions(id)));
        }
    }

    [Fact]
    public async Task Waiting_for_start_and_end_returns_when_they_are_reached()
    {
        await using TestEngine engine = await StartAsync();
        await engine.RunAsync("Waiting");

        OrchestrationMetadata started = await engine.Client.WaitForInstanceStartAsync("one");
        Task<OrchestrationMetadata> end = engine.Client.WaitForInstanceCompletionAsync("one", getInputsAndOutputs: true);
        await engine.Client.RaiseEventAsync("one", "Go", "gone");
        OrchestrationMetadata ended = await end;

        Assert.Equal(OrchestrationRuntimeStatus.Running, started.RuntimeStatus);
        Assert.Equal("gone", ended.ReadOutputAs<string>());
        await Assert.ThrowsAsync<InvalidOperationException>(() => engine.Client.WaitForInstanceCompletionAsync("nobody"));
    }

    [Fact]
    public async Task Inputs_and_outputs_are_there_only_when_asked_for()
    {
        await using TestEngine engine = await StartAsync();
        await engine.RunAsync("Short");

        OrchestrationMetadata bare = (await engine.Client.GetInstanceAsync("one"))!;

        Assert.Throws<InvalidOperationException>(() => bare.ReadOutputAs<string>());
    }

    [Fact]
    public async Task Tags_and_custom_status_can_be_read_back()
    {
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks
            .AddOrchestratorFunc<object?, int>("Telling", async (context, _) =>
            {
                context.SetCustomStatus(new { Step = 1 });
                await context.WaitForExternalEvent<object>("Go");
                context.SetCustomStatus(new { Step = 2 });
                return 1;
            }));
        StartOrchestrationOptions tagged = One with { Tags = new Dictionary<string, string> { ["kind"] = "test" } };

        OrchestrationMetadata first = await engine.RunAsync("Telling", null, tagged);
        OrchestrationMetadata second = await engine.RaiseAsync("Go");

        Assert.Equal("""{"Step":1}""", first.SerializedCustomStatus);
        Assert.Equal("""{"Step":2}""", second.SerializedCustomStatus);
        Assert.Equal("test", second.Tags["kind"]);
    }

    [Fact]
    public async Task A_restarted_instance_runs_again_with_its_first_input()
    {
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks.AddOrchestratorFunc<int, int>("Same", (_, n) => n));
        await engine.RunAsync("Same", 7);

        string id = await engine.Client.RestartAsync("one", restartWithNewInstanceId: true);
        OrchestrationMetadata again = await engine.QuietAsync(id);

        Assert.NotEqual("one", id);
        Assert.Equal(7, again.ReadOutputAs<int>());
    }

    private static Task<TestEngine> StartAsync() => TestEngine.StartAsync(tasks => tasks
        .AddOrchestratorFunc("Short", _ => { })
        .AddOrchestratorFunc("Failing", Task (_) => throw new InvalidOperationException("broken"))
        .AddOrchestratorFunc<object?, string>("Waiting", (context, _) => context.WaitForExternalEvent<string>("Go"))
        .AddOrchestratorFunc("Sleeping", Task (context) => context.CreateTimer(TimeSpan.FromDays(7), CancellationToken.None)));
}
