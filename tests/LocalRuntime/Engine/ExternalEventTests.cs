using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Converters;
using Microsoft.Extensions.Logging.Abstractions;

namespace AsiFunctions.LocalRuntime.Engine.Tests;

public sealed class ExternalEventTests
{
    [Fact]
    public async Task An_event_reaches_the_orchestration_that_waits_for_it_whatever_its_case()
    {
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks
            .AddOrchestratorFunc<object?, string>("Waiting", (context, _) => context.WaitForExternalEvent<string>("Approved")));

        OrchestrationMetadata before = await engine.RunAsync("Waiting");
        OrchestrationMetadata after = await engine.RaiseAsync("aPPROVED", "yes");

        Assert.Equal(OrchestrationRuntimeStatus.Running, before.RuntimeStatus);
        Assert.Equal("yes", after.ReadOutputAs<string>());
    }

    [Fact]
    public async Task Events_that_come_before_their_waiter_are_kept_in_their_order()
    {
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks
            .AddOrchestratorFunc<object?, string>("Late", async (context, _) =>
            {
                await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
                string first = await context.WaitForExternalEvent<string>("Sign");
                return first + await context.WaitForExternalEvent<string>("Sign");
            }));

        await engine.RunAsync("Late");
        await engine.RaiseAsync("sign", "a");
        await engine.RaiseAsync("Sign", "b");
        await engine.RestartAsync();
        OrchestrationMetadata ended = await engine.MoveAsync(TimeSpan.FromHours(1));

        Assert.Equal("ab", ended.ReadOutputAs<string>());
    }

    [Fact]
    public async Task Of_two_waiters_the_later_one_is_served_first_as_by_the_real_worker()
    {
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks
            .AddOrchestratorFunc<object?, string>("Two", async (context, _) =>
            {
                Task<string> first = context.WaitForExternalEvent<string>("Sign");
                Task<string> second = context.WaitForExternalEvent<string>("Sign");
                await Task.WhenAll(first, second);
                return $"first {await first}, second {await second}";
            }));

        await engine.RunAsync("Two");
        await engine.RaiseAsync("Sign", "a");
        OrchestrationMetadata ended = await engine.RaiseAsync("Sign", "b");

        Assert.Equal("first b, second a", ended.ReadOutputAs<string>());
    }

    [Fact]
    public async Task Waiting_for_the_same_event_with_another_type_is_refused()
    {
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Confused", Task (context) =>
                Task.WhenAll(context.WaitForExternalEvent<string>("Sign"), context.WaitForExternalEvent<int>("Sign"))));

        OrchestrationMetadata ended = await engine.RunAsync("Confused");

        Assert.Equal(typeof(ArgumentException).FullName, ended.FailureDetails!.ErrorType);
    }

    [Theory]
    [InlineData("text")]
    [InlineData(null)]
    public async Task An_event_that_cannot_be_read_as_what_is_waited_for_fails_the_orchestration(string? payload)
    {
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Counting", Task (context) => context.WaitForExternalEvent<int>("Count")));

        await engine.RunAsync("Counting");
        OrchestrationMetadata ended = await engine.RaiseAsync("Count", payload);

        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
    }

    [Fact]
    public async Task A_wait_with_a_time_limit_is_cancelled_when_the_time_is_up()
    {
        await using TestEngine engine = await TestEngine.StartAsync(AddLimited);

        await engine.RunAsync("Limited");
        OrchestrationMetadata ended = await engine.MoveAsync(TimeSpan.FromDays(1));

        Assert.Equal("time is up", ended.ReadOutputAs<string>());
    }

    [Fact]
    public async Task An_event_within_the_time_limit_ends_the_orchestration_at_once()
    {
        await using TestEngine engine = await TestEngine.StartAsync(AddLimited);

        await engine.RunAsync("Limited");
        OrchestrationMetadata ended = await engine.RaiseAsync("Sign", "signed");

        Assert.Equal("signed", ended.ReadOutputAs<string>());
    }

    [Fact]
    public async Task An_event_after_a_wait_was_given_up_is_kept_for_the_next_wait()
    {
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks
            .AddOrchestratorFunc<object?, string>("Patient", async (context, _) =>
            {
                try
                {
                    return await context.WaitForExternalEvent<string>("Sign", TimeSpan.FromDays(1));
                }
                catch (OperationCanceledException)
                {
                    await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
                    return "late " + await context.WaitForExternalEvent<string>("Sign");
                }
            }));

        await engine.RunAsync("Patient");
        await engine.MoveAsync(TimeSpan.FromDays(1));
        await engine.RaiseAsync("Sign", "signed");
        OrchestrationMetadata ended = await engine.MoveAsync(TimeSpan.FromDays(1));

        Assert.Equal("late signed", ended.ReadOutputAs<string>());
    }

    [Fact]
    public async Task At_the_same_instant_the_event_comes_before_the_timer_and_the_history_says_so()
    {
        await using TestEngine engine = await TestEngine.StartAsync(AddRace);
        await engine.RunAsync("Race");
        await engine.Engine.StopAsync();
        await engine.Clock.MoveToAsync(TestEngine.Start.AddDays(1));

        // The step by itself, so that timer and event meet in it for certain.
        Instance instance = new("one", await engine.Store.ReadAsync("one", default), StepServices());
        instance.Step([new EventMail("Sign", null) { At = engine.Now }], engine.Now);

        Assert.Equal(OrchestrationRuntimeStatus.Completed, instance.Row!.Status);
        Assert.Equal("\"event\"", InstanceText.ReadNotes(instance.Row).Output);
        Assert.DoesNotContain(InstanceText.ReadHistory(instance.Row.History!), e => e is TimerFired);
    }

    [Fact]
    public async Task A_timer_that_was_due_before_the_event_came_goes_first()
    {
        await using TestEngine engine = await TestEngine.StartAsync(AddRace);
        await engine.RunAsync("Race");
        await engine.Engine.StopAsync();
        await engine.Clock.MoveToAsync(TestEngine.Start.AddDays(1).AddTicks(1));

        Instance instance = new("one", await engine.Store.ReadAsync("one", default), StepServices());
        instance.Step([new EventMail("Sign", null) { At = engine.Now }], engine.Now);

        Assert.Equal("\"timer\"", InstanceText.ReadNotes(instance.Row!).Output);
    }

    [Fact]
    public async Task A_wake_up_lost_on_purpose_is_made_up_by_the_next_one()
    {
        Dictionary<string, int> cases = new() { ["one"] = 0 };
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks
            .AddActivityFunc<string, int>("Read", (_, id) => cases[id!])
            .AddOrchestratorFunc<object?, int>("Driver", async (context, _) =>
            {
                while (true)
                {
                    int decided = await context.CallActivityAsync<int>("Read", context.InstanceId);
                    if (decided >= 2)
                    {
                        return decided;
                    }

                    await context.WaitForExternalEvent<object>("Wake");
                }
            }));
        await engine.RunAsync("Driver");

        cases["one"] = 1;   // decided, but nobody wakes the orchestration
        cases["one"] = 2;
        OrchestrationMetadata ended = await engine.RaiseAsync("Wake");

        Assert.Equal(2, ended.ReadOutputAs<int>());
    }

    [Fact]
    public async Task Events_for_an_unknown_or_ended_instance_are_dropped_in_silence()
    {
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks.AddOrchestratorFunc("Short", _ => { }));
        await engine.RunAsync("Short");

        await engine.Client.RaiseEventAsync("nobody", "Sign");
        OrchestrationMetadata ended = await engine.RaiseAsync("Sign");

        Assert.Equal(OrchestrationRuntimeStatus.Completed, ended.RuntimeStatus);
        Assert.Null(await engine.Client.GetInstanceAsync("nobody"));
    }

    [Fact]
    public async Task One_orchestration_sends_events_to_another()
    {
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks
            .AddOrchestratorFunc<object?, string>("Receiver", async (context, _) =>
                await context.WaitForExternalEvent<string>("News") + await context.WaitForExternalEvent<string>("News"))
            .AddOrchestratorFunc("Sender", context =>
            {
                context.SendEvent("one", "News", "a");
                context.SendEvent("one", "News", "b");
            }));
        await engine.RunAsync("Receiver");

        await engine.RunAsync("Sender", null, new StartOrchestrationOptions("two"));

        Assert.Equal("ab", (await engine.QuietAsync()).ReadOutputAs<string>());
    }

    private static void AddRace(DurableTaskRegistry tasks) => tasks
        .AddOrchestratorFunc<object?, string>("Race", async (context, _) =>
        {
            using CancellationTokenSource cancel = new();
            Task timer = context.CreateTimer(TimeSpan.FromDays(1), cancel.Token);
            Task sign = context.WaitForExternalEvent<object>("Sign");
            Task first = await Task.WhenAny(timer, sign);
            cancel.Cancel();
            return first == sign ? "event" : "timer";
        });

    private static StepServices StepServices()
    {
        DurableTaskRegistry registry = new();
        AddRace(registry);
        return new StepServices(
            (_, _) => registry.GetOrchestrators().Single().Value(null!),
            new ReplaySettings(JsonDataConverter.Default, NullLoggerFactory.Instance, TimeSpan.MaxValue),
            (_, _) => { });
    }

    private static void AddLimited(DurableTaskRegistry tasks) => tasks
        .AddOrchestratorFunc<object?, string>("Limited", async (context, _) =>
        {
            try
            {
                return await context.WaitForExternalEvent<string>("Sign", TimeSpan.FromDays(1));
            }
            catch (TaskCanceledException)
            {
                return "time is up";
            }
        });
}
