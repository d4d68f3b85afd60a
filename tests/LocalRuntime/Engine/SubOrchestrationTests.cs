using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.LocalRuntime.Engine.Tests;

public sealed class SubOrchestrationTests
{
    [Fact]
    public async Task A_sub_orchestration_knows_its_parent_and_hands_back_its_result()
    {
        await using TestEngine engine = await StartAsync();

        OrchestrationMetadata ended = await engine.RunAsync("Parent");
        OrchestrationMetadata child = await engine.QuietAsync("child");

        Assert.Equal("child of Parent/one", ended.ReadOutputAs<string>());
        Assert.Equal(OrchestrationRuntimeStatus.Completed, child.RuntimeStatus);
    }

    [Fact]
    public async Task Without_an_id_each_sub_orchestration_gets_one_of_its_own()
    {
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks
            .AddOrchestratorFunc<object?, string>("Who", (context, _) => context.InstanceId)
            .AddOrchestratorFunc<object?, int>("Parent", async (context, _) =>
            {
                string[] ids = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => context.CallSubOrchestratorAsync<string>("Who")));
                return ids.Distinct().Count();
            }));

        OrchestrationMetadata ended = await engine.RunAsync("Parent");

        Assert.Equal(20, ended.ReadOutputAs<int>());
    }

    [Fact]
    public async Task Its_failure_is_thrown_into_the_parent()
    {
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Child", Task (_) => throw new InvalidOperationException("lost"))
            .AddOrchestratorFunc<object?, string>("Parent", async (context, _) =>
            {
                try
                {
                    await context.CallSubOrchestratorAsync("Child");
                    return "?";
                }
                catch (TaskFailedException e)
                {
                    return $"{e.TaskName} {e.FailureDetails.ErrorType} {e.FailureDetails.ErrorMessage}";
                }
            }));

        OrchestrationMetadata ended = await engine.RunAsync("Parent");

        Assert.Equal("Child System.InvalidOperationException lost", ended.ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_failed_one_is_started_again_under_the_same_id_by_a_retry_policy()
    {
        int runs = 0;
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks
            .AddActivityFunc<object?, int>("Count", (_, _) => ++runs)
            .AddOrchestratorFunc<object?, int>("Child", async (context, _) =>
            {
                int run = await context.CallActivityAsync<int>("Count");
                return run < 3 ? throw new InvalidOperationException("again") : run;
            })
            .AddOrchestratorFunc<object?, int>("Parent", (context, _) => context.CallSubOrchestratorAsync<int>(
                "Child", options: TaskOptions.FromRetryPolicy(new RetryPolicy(3, TimeSpan.FromMinutes(1))).WithInstanceId("child"))));

        await engine.RunAsync("Parent");
        OrchestrationMetadata ended = await engine.MoveAsync(TimeSpan.FromMinutes(5));

        Assert.Equal(3, ended.ReadOutputAs<int>());
    }

    [Fact]
    public async Task An_id_that_is_in_use_fails_the_call_and_leaves_the_other_instance_alone()
    {
        await using TestEngine engine = await StartAsync();
        await engine.RunAsync("Waiting", null, new StartOrchestrationOptions("child"));

        OrchestrationMetadata ended = await engine.RunAsync("Parent");
        OrchestrationMetadata other = await engine.QuietAsync("child");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Contains("'child' is already running", ended.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal(OrchestrationRuntimeStatus.Running, other.RuntimeStatus);
    }

    [Fact]
    public async Task Terminating_the_parent_leaves_the_child_running_unless_told_otherwise()
    {
        await using TestEngine engine = await StartAsync();
        await engine.RunAsync("Keeper");

        await engine.Client.TerminateInstanceAsync("one", new TerminateInstanceOptions("enough"));
        OrchestrationMetadata parent = await engine.QuietAsync();
        OrchestrationMetadata child = await engine.QuietAsync("child");

        Assert.Equal(OrchestrationRuntimeStatus.Terminated, parent.RuntimeStatus);
        Assert.Equal("enough", parent.ReadOutputAs<string>());
        Assert.Equal(OrchestrationRuntimeStatus.Running, child.RuntimeStatus);
    }

    [Fact]
    public async Task Terminating_with_everything_below_ends_the_children_too()
    {
        await using TestEngine engine = await StartAsync();
        await engine.RunAsync("Keeper");

        await engine.Client.TerminateInstanceAsync("one", new TerminateInstanceOptions(Recursive: true));
        OrchestrationMetadata child = await engine.QuietAsync("child");

        Assert.Equal(OrchestrationRuntimeStatus.Terminated, child.RuntimeStatus);
    }

    [Fact]
    public async Task A_terminated_child_fails_the_parents_call()
    {
        await using TestEngine engine = await StartAsync();
        await engine.RunAsync("Keeper");

        await engine.Client.TerminateInstanceAsync("child");
        OrchestrationMetadata parent = await engine.QuietAsync();

        Assert.Equal(OrchestrationRuntimeStatus.Failed, parent.RuntimeStatus);
        Assert.Equal("OrchestrationTerminated", parent.FailureDetails!.InnerFailure!.ErrorType);
    }

    [Fact]
    public async Task A_child_that_continues_as_new_still_answers_its_parent()
    {
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks
            .AddOrchestratorFunc<int, int>("Child", (context, n) =>
            {
                if (n < 3)
                {
                    context.ContinueAsNew(n + 1);
                }

                return n;
            })
            .AddOrchestratorFunc<object?, int>("Parent", (context, _) => context.CallSubOrchestratorAsync<int>("Child", 0)));

        OrchestrationMetadata ended = await engine.RunAsync("Parent");

        Assert.Equal(3, ended.ReadOutputAs<int>());
    }

    private static Task<TestEngine> StartAsync() => TestEngine.StartAsync(tasks => tasks
        .AddOrchestratorFunc<object?, string>("Child", (context, _) => $"{context.InstanceId} of {context.Parent!.Name}/{context.Parent.InstanceId}")
        .AddOrchestratorFunc("Waiting", Task (context) => context.WaitForExternalEvent<object>("Go"))
        .AddOrchestratorFunc<object?, string>("Parent", (context, _) =>
            context.CallSubOrchestratorAsync<string>("Child", options: new SubOrchestrationOptions(instanceId: "child")))
        .AddOrchestratorFunc("Keeper", Task (context) =>
            context.CallSubOrchestratorAsync("Waiting", options: new SubOrchestrationOptions(instanceId: "child"))));
}
