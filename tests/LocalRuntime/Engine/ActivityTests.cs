using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.LocalRuntime.Engine.Tests;

public sealed class ActivityTests
{
    [Fact]
    public async Task Activities_run_one_after_the_other_and_hand_on_their_results()
    {
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks
            .AddActivityFunc<int, int>("Double", (_, n) => n * 2)
            .AddOrchestratorFunc<int, int>("Sequence", async (context, n) =>
            {
                for (int i = 0; i < 5; i++)
                {
                    n = await context.CallActivityAsync<int>("Double", n);
                }

                return n;
            }));

        OrchestrationMetadata ended = await engine.RunAsync("Sequence", 1);

        Assert.Equal(OrchestrationRuntimeStatus.Completed, ended.RuntimeStatus);
        Assert.Equal(32, ended.ReadOutputAs<int>());
        Assert.Equal(1, ended.ReadInputAs<int>());
    }

    [Fact]
    public async Task A_step_costs_one_write_and_the_start_is_part_of_the_first()
    {
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks
            .AddActivityFunc<int, int>("Same", (_, n) => n)
            .AddOrchestratorFunc<object?, int>("Sequence", async (context, _) =>
            {
                int n = await context.CallActivityAsync<int>("Same", 1);
                return n + await context.CallActivityAsync<int>("Same", 2);
            }));

        await engine.RunAsync("Sequence");

        // Start and first call; answer and second call; answer and end.
        Assert.Equal(3, engine.Store.Writes);
    }

    [Fact]
    public async Task Two_hundred_activities_run_at_once_and_are_gathered_in_order()
    {
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks
            .AddActivityFunc<int, int>("Square", async (_, n) =>
            {
                await Task.Yield();
                return n * n;
            })
            .AddOrchestratorFunc<int, int[]>("FanOut", (context, n) =>
                Task.WhenAll(Enumerable.Range(0, n).Select(i => context.CallActivityAsync<int>("Square", i)))));

        OrchestrationMetadata ended = await engine.RunAsync("FanOut", 200);

        Assert.Equal(Enumerable.Range(0, 200).Select(i => i * i), ended.ReadOutputAs<int[]>());
    }

    [Fact]
    public async Task An_orchestration_does_not_end_before_its_open_activities_have()
    {
        TaskCompletionSource<int> release = new();
        TaskCompletionSource begun = new();
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks
            .AddActivityFunc<object?, int>("Slow", (_, _) =>
            {
                begun.SetResult();
                return release.Task;
            })
            .AddOrchestratorFunc<object?, string>("Hasty", (context, _) =>
            {
                _ = context.CallActivityAsync<int>("Slow");
                return "done";
            }));

        string id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("Hasty");
        await begun.Task;
        OrchestrationMetadata? waiting = await engine.Client.GetInstanceAsync(id);
        release.SetResult(1);
        OrchestrationMetadata ended = await engine.QuietAsync(id);

        Assert.Equal(OrchestrationRuntimeStatus.Running, waiting?.RuntimeStatus);
        Assert.Equal("done", ended.ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_failed_activity_is_thrown_into_the_orchestrator_with_its_details()
    {
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks
            .AddActivityFunc("Fail", Action (_) => throw new InvalidOperationException("no seat left", new FormatException("bad seat")))
            .AddOrchestratorFunc<object?, string>("Careful", async (context, _) =>
            {
                try
                {
                    await context.CallActivityAsync("Fail");
                    return "?";
                }
                catch (TaskFailedException e)
                {
                    return $"{e.TaskName}#{e.TaskId} {e.FailureDetails.ErrorType} {e.FailureDetails.ErrorMessage} "
                        + $"{e.FailureDetails.IsCausedBy<InvalidOperationException>()} {e.FailureDetails.InnerFailure!.ErrorMessage}";
                }
            }));

        OrchestrationMetadata ended = await engine.RunAsync("Careful");

        Assert.Equal("Fail#0 System.InvalidOperationException no seat left True bad seat", ended.ReadOutputAs<string>());
    }

    [Fact]
    public async Task An_uncaught_failure_fails_the_orchestration_and_keeps_its_cause()
    {
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks
            .AddActivityFunc("Fail", Action (_) => throw new InvalidOperationException("no seat left"))
            .AddOrchestratorFunc("Careless", Task (context) => context.CallActivityAsync("Fail")));

        OrchestrationMetadata ended = await engine.RunAsync("Careless");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Equal(typeof(TaskFailedException).FullName, ended.FailureDetails!.ErrorType);
        Assert.Equal("Task 'Fail' (#0) failed with an unhandled exception: no seat left", ended.FailureDetails.ErrorMessage);
        Assert.True(ended.FailureDetails.InnerFailure!.IsCausedBy<InvalidOperationException>());
    }

    [Fact]
    public async Task An_unknown_activity_is_named_and_not_tried_again()
    {
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Lost", Task (context) =>
                context.CallActivityAsync("Nowhere", options: TaskOptions.FromRetryPolicy(new RetryPolicy(5, TimeSpan.FromMinutes(1))))));

        OrchestrationMetadata ended = await engine.RunAsync("Lost");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Equal("ActivityTaskNotFound", ended.FailureDetails!.InnerFailure!.ErrorType);
        Assert.Equal("No activity task named 'Nowhere' was found.", ended.FailureDetails.InnerFailure.ErrorMessage);
    }

    [Fact]
    public async Task An_unknown_orchestrator_fails_at_once_and_is_named()
    {
        await using TestEngine engine = await TestEngine.StartAsync(_ => { });

        OrchestrationMetadata ended = await engine.RunAsync("Nowhere");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Equal("No orchestrator task named 'Nowhere' was found.", ended.FailureDetails!.ErrorMessage);
    }

    [Fact]
    public async Task An_orchestrator_that_cannot_be_made_fails_its_instance_and_leaves_the_engine_alone()
    {
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks
            .AddOrchestrator("Unmade", () => throw new InvalidOperationException("no such service")));

        OrchestrationMetadata ended = await engine.RunAsync("Unmade");

        Assert.Equal("no such service", ended.FailureDetails!.ErrorMessage);
    }

    [Fact]
    public async Task Options_given_as_an_input_by_mistake_are_refused()
    {
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks
            .AddActivityFunc("Any", _ => { })
            .AddOrchestratorFunc("Mistaken", Task (context) => context.CallActivityAsync<object>("Any", (object)new TaskOptions())));

        OrchestrationMetadata ended = await engine.RunAsync("Mistaken");

        Assert.Equal(typeof(ArgumentException).FullName, ended.FailureDetails!.ErrorType);
    }

    [Fact]
    public async Task Activities_inherit_the_version_of_their_orchestration()
    {
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks
            .AddActivityFunc<object?, string>("Which", "1.0", (_, _) => Task.FromResult<string>("old"))
            .AddActivityFunc<object?, string>("Which", "2.0", (_, _) => Task.FromResult<string>("new"))
            .AddOrchestratorFunc<object?, string>("Versioned", async (context, _) =>
                $"{context.Version} {await context.CallActivityAsync<string>("Which")} {context.CompareVersionTo("1.5")}"));

        OrchestrationMetadata ended = await engine.RunAsync("Versioned", null, new StartOrchestrationOptions("one") { Version = "2.0" });

        Assert.Equal("2.0 new 1", ended.ReadOutputAs<string>());
    }

    [Fact]
    public async Task An_orchestration_that_names_no_version_has_the_default_one()
    {
        await using TestEngine engine = await TestEngine.StartAsync(
            tasks => tasks.AddOrchestratorFunc<object?, string>("Versioned", (context, _) => Task.FromResult<string>(context.Version)),
            new EngineOptions { DefaultVersion = "1.4" });

        OrchestrationMetadata silent = await engine.RunAsync("Versioned", null, new StartOrchestrationOptions("one"));
        OrchestrationMetadata asked = await engine.RunAsync("Versioned", null, new StartOrchestrationOptions("two") { Version = "2.0" });

        Assert.Equal(("1.4", "2.0"), (silent.ReadOutputAs<string>(), asked.ReadOutputAs<string>()));
    }
}
