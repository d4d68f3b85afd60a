using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.LocalRuntime.Engine.Tests;

public sealed class RetryTests
{
    private readonly List<DateTime> attempts = [];

    [Fact]
    public async Task Pauses_between_attempts_grow_to_their_maximum_and_follow_the_moved_clock()
    {
        RetryPolicy policy = new(maxNumberOfAttempts: 5, TimeSpan.FromMinutes(1), backoffCoefficient: 3, maxRetryInterval: TimeSpan.FromMinutes(5));
        await using TestEngine engine = await FailingAsync(policy);

        OrchestrationMetadata first = await engine.RunAsync("Retrying");
        OrchestrationMetadata ended = await engine.MoveAsync(TimeSpan.FromHours(1));

        Assert.Equal(OrchestrationRuntimeStatus.Running, first.RuntimeStatus);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Equal([0, 1, 4, 9, 14], Minutes());
    }

    [Fact]
    public async Task No_attempt_begins_after_the_time_for_retries()
    {
        RetryPolicy policy = new(maxNumberOfAttempts: 100, TimeSpan.FromMinutes(1), retryTimeout: TimeSpan.FromMinutes(3));
        await using TestEngine engine = await FailingAsync(policy);

        await engine.RunAsync("Retrying");
        OrchestrationMetadata ended = await engine.MoveAsync(TimeSpan.FromHours(1));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Equal([0, 1, 2, 3], Minutes());
    }

    [Fact]
    public async Task A_failure_that_the_policy_does_not_handle_is_not_retried()
    {
        RetryPolicy policy = new(maxNumberOfAttempts: 5, TimeSpan.FromMinutes(1)) { HandleFailure = f => !f.IsCausedBy<InvalidOperationException>() };
        await using TestEngine engine = await FailingAsync(policy);

        OrchestrationMetadata ended = await engine.RunAsync("Retrying");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Equal([0], Minutes());
    }

    [Fact]
    public async Task A_handler_decides_in_the_orchestrator_and_may_wait()
    {
        List<string> asked = [];
        await using TestEngine engine = await FailingAsync(new TaskRetryOptions(async retry =>
        {
            if (!retry.OrchestrationContext.IsReplaying)
            {
                asked.Add($"{retry.LastAttemptNumber} {retry.LastFailure.ErrorMessage} {retry.TotalRetryTime.TotalMinutes}");
            }

            await retry.OrchestrationContext.CreateTimer(TimeSpan.FromMinutes(10), CancellationToken.None);
            return retry.LastAttemptNumber < 3;
        }));

        await engine.RunAsync("Retrying");
        OrchestrationMetadata ended = await engine.MoveAsync(TimeSpan.FromHours(1));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Equal([0, 10, 20], Minutes());
        Assert.Equal(["1 broken 0", "2 broken 10", "3 broken 20"], asked);
    }

    [Fact]
    public async Task A_retry_that_succeeds_hands_on_its_result()
    {
        int calls = 0;
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks
            .AddActivityFunc<object?, int>("Flaky", (_, _) => ++calls < 3 ? throw new InvalidOperationException("broken") : calls)
            .AddOrchestratorFunc<object?, int>("Retrying", (context, _) =>
                context.CallActivityAsync<int>("Flaky", options: TaskOptions.FromRetryPolicy(new RetryPolicy(3, TimeSpan.FromSeconds(1))))));

        await engine.RunAsync("Retrying");
        OrchestrationMetadata ended = await engine.MoveAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(3, ended.ReadOutputAs<int>());
    }

    [Fact]
    public async Task A_pending_retry_survives_a_restart()
    {
        await using TestEngine engine = await FailingAsync(new RetryPolicy(2, TimeSpan.FromDays(1), maxRetryInterval: TimeSpan.FromDays(1)));

        await engine.RunAsync("Retrying");
        await engine.RestartAsync();
        OrchestrationMetadata ended = await engine.MoveAsync(TimeSpan.FromDays(2));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Equal([0, 24 * 60], Minutes());
    }

    private Task<TestEngine> FailingAsync(TaskRetryOptions retry)
    {
        TestEngine? engine = null;
        return StartAsync();

        async Task<TestEngine> StartAsync() => engine = await TestEngine.StartAsync(tasks => tasks
            .AddActivityFunc("Fail", Action (_) =>
            {
                attempts.Add(engine!.Now);
                throw new InvalidOperationException("broken");
            })
            .AddOrchestratorFunc("Retrying", Task (context) => context.CallActivityAsync("Fail", options: new TaskOptions(retry))));
    }

    private IEnumerable<double> Minutes() => attempts.Select(a => (a - TestEngine.Start.UtcDateTime).TotalMinutes);
}
