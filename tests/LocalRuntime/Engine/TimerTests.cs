using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.LocalRuntime.Engine.Tests;

public sealed class TimerTests
{
    [Fact]
    public async Task Due_timers_fire_in_order_each_at_its_own_time_when_the_clock_is_moved_past_all_of_them()
    {
        List<string> seen = [];
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks
            .AddActivityFunc<string>("Note", (_, text) => seen.Add(text!))
            .AddOrchestratorFunc<int>("Sleeper", async (context, days) =>
            {
                for (int i = 0; i < 2; i++)
                {
                    await context.CreateTimer(TimeSpan.FromDays(days), CancellationToken.None);
                    await context.CallActivityAsync("Note", $"{days}: {context.CurrentUtcDateTime:yyyy-MM-dd HH:mm:ss.fffffff}");
                }
            }));
        await engine.Client.ScheduleNewOrchestrationInstanceAsync("Sleeper", 7, new StartOrchestrationOptions("seven"));
        await engine.Client.ScheduleNewOrchestrationInstanceAsync("Sleeper", 2, new StartOrchestrationOptions("two"));

        await engine.MoveAsync(TimeSpan.FromDays(365), "two");

        Assert.Equal(
            ["2: 2024-03-02 09:00:00.0000000", "2: 2024-03-04 09:00:00.0000000", "7: 2024-03-07 09:00:00.0000000", "7: 2024-03-14 09:00:00.0000000"],
            seen);
    }

    [Fact]
    public async Task A_cancelled_timer_throws_where_it_is_awaited_and_is_never_due()
    {
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks
            .AddOrchestratorFunc<object?, string>("Cancelling", async (context, _) =>
            {
                using CancellationTokenSource cancel = new();
                Task timer = context.CreateTimer(TimeSpan.FromDays(30), cancel.Token);
                await context.WaitForExternalEvent<object>("Stop");
                cancel.Cancel();
                try
                {
                    await timer;
                    return "fired";
                }
                catch (TaskCanceledException)
                {
                    return "cancelled";
                }
            }));

        await engine.RunAsync("Cancelling");
        OrchestrationMetadata ended = await engine.RaiseAsync("Stop");

        Assert.Equal("cancelled", ended.ReadOutputAs<string>());
        Assert.Null(engine.Engine.NextDue);
    }

    [Fact]
    public async Task A_timer_that_was_not_cancelled_keeps_the_orchestration_running_until_it_fires()
    {
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks
            .AddOrchestratorFunc<object?, string>("Forgetful", (context, _) =>
            {
                _ = context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
                return "done";
            }));

        OrchestrationMetadata before = await engine.RunAsync("Forgetful");
        OrchestrationMetadata after = await engine.MoveAsync(TimeSpan.FromHours(1));

        Assert.Equal(OrchestrationRuntimeStatus.Running, before.RuntimeStatus);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, after.RuntimeStatus);
    }

    [Fact]
    public async Task A_timer_in_the_past_fires_at_once()
    {
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Late", Task (context) => context.CreateTimer(context.CurrentUtcDateTime.AddDays(-1), CancellationToken.None)));

        OrchestrationMetadata ended = await engine.RunAsync("Late");

        Assert.Equal(OrchestrationRuntimeStatus.Completed, ended.RuntimeStatus);
    }

    [Fact]
    public async Task Long_timers_are_cut_into_hops_where_the_real_worker_would()
    {
        EngineOptions options = new() { MaximumTimerInterval = TimeSpan.FromDays(3) };
        await using TestEngine engine = await TestEngine.StartAsync(
            tasks => tasks.AddOrchestratorFunc("Sleeper", Task (context) => context.CreateTimer(TimeSpan.FromDays(7), CancellationToken.None)),
            options);

        await engine.RunAsync("Sleeper");
        OrchestrationMetadata ended = await engine.MoveAsync(TimeSpan.FromDays(7));
        string history = (await engine.Engine.ExportHistoryAsync("one"))!;

        Assert.Equal(OrchestrationRuntimeStatus.Completed, ended.RuntimeStatus);
        Assert.Equal(3, history.Split(nameof(TimerFired)).Length - 1);
    }

    [Fact]
    public async Task A_delayed_start_waits_as_pending_and_then_runs_at_its_time()
    {
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks
            .AddOrchestratorFunc<object?, DateTime>("Later", (context, _) => context.CurrentUtcDateTime));
        DateTimeOffset at = TestEngine.Start.AddDays(3);

        OrchestrationMetadata before = await engine.RunAsync("Later", null, new StartOrchestrationOptions("one", at));
        await engine.RestartAsync();
        OrchestrationMetadata after = await engine.MoveAsync(TimeSpan.FromDays(10));

        Assert.Equal(OrchestrationRuntimeStatus.Pending, before.RuntimeStatus);
        Assert.Equal(at.UtcDateTime, after.ReadOutputAs<DateTime>());
    }

    [Fact]
    public async Task What_fell_due_while_the_host_was_down_is_caught_up_with_at_the_next_start()
    {
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Sleeper", Task (context) => context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None)));
        await engine.RunAsync("Sleeper");

        await engine.Engine.StopAsync();
        await engine.Clock.MoveToAsync(TestEngine.Start.AddDays(9));
        await engine.RestartAsync();
        OrchestrationMetadata ended = await engine.QuietAsync();

        Assert.Equal(OrchestrationRuntimeStatus.Completed, ended.RuntimeStatus);
        Assert.Equal(TestEngine.Start.AddDays(9), ended.LastUpdatedAt);
    }
}
