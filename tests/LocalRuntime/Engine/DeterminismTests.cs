using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace AsiFunctions.LocalRuntime.Engine.Tests;

public sealed class DeterminismTests
{
    [Fact]
    public async Task Changed_code_is_found_out_and_the_step_is_named()
    {
        await using TestEngine engine = await TestEngine.StartAsync(tasks => Register(tasks, "Charge"));
        await engine.RunAsync("Order");

        await engine.RestartAsync(tasks => Register(tasks, "Refund"));
        OrchestrationMetadata ended = await engine.RaiseAsync("Go");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.EndsWith("NonDeterministicOrchestrationException", ended.FailureDetails!.ErrorType, StringComparison.Ordinal);
        Assert.StartsWith(
            "Non-Deterministic workflow detected: the history holds TaskScheduled #0: activity 'Charge', "
            + "but at this replay the code asked for activity 'Refund' at sequence number 0.",
            ended.FailureDetails.ErrorMessage,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_that_asks_for_less_is_found_out_too()
    {
        await using TestEngine engine = await TestEngine.StartAsync(tasks => Register(tasks, "Charge"));
        await engine.RunAsync("Order");

        await engine.RestartAsync(tasks => tasks.AddOrchestratorFunc("Order", Task (context) => context.WaitForExternalEvent<object>("Go")));
        OrchestrationMetadata ended = await engine.RaiseAsync("Go");

        Assert.Contains("asked for nothing (yet) at sequence number 0", ended.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sleeper_whose_code_was_changed_fails_when_its_timer_is_due()
    {
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Order", Task (context) => context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None)));
        await engine.RunAsync("Order");

        await engine.RestartAsync(tasks => Register(tasks, "Charge"));
        OrchestrationMetadata ended = await engine.MoveAsync(TimeSpan.FromDays(1));

        Assert.Contains("TimerCreated #0: a timer", ended.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Delay")]
    [InlineData("Elsewhere")]
    [InlineData("Run")]
    public async Task Awaiting_anything_but_durable_tasks_fails_the_orchestration_and_says_why(string name)
    {
        TaskCompletionSource elsewhere = new();
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Delay", Task (_) => Task.Delay(TimeSpan.FromDays(1)))
            .AddOrchestratorFunc("Elsewhere", async context =>
            {
                Task sign = context.WaitForExternalEvent<object>("Sign");
                await elsewhere.Task;
                await sign;
            })
            .AddOrchestratorFunc("Run", async context =>
            {
                Task sign = context.WaitForExternalEvent<object>("Sign");
                await Task.Run(() => elsewhere.Task).ConfigureAwait(false);
                await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
                await sign;
            }));

        string id = await engine.Client.ScheduleNewOrchestrationInstanceAsync(name);
        Task<OrchestrationMetadata> end = engine.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true);
        elsewhere.SetResult();
        OrchestrationMetadata ended = await end;

        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.StartsWith("An invalid asynchronous invocation was detected.", ended.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replays_are_told_apart_and_logs_written_once()
    {
        ListLogger log = new();
        await using TestEngine engine = await TestEngine.StartAsync(
            tasks => tasks
                .AddActivityFunc("Any", _ => { })
                .AddOrchestratorFunc<object?, bool>("Logging", async (context, _) =>
                {
                    ILogger logger = context.CreateReplaySafeLogger("Test");
                    LogOnce(logger, "first");
                    await context.CallActivityAsync("Any");
                    LogOnce(logger, "second");
                    await context.CallActivityAsync("Any");
                    LogOnce(logger, "third");
                    return context.IsReplaying;
                }),
            loggers: log);

        OrchestrationMetadata ended = await engine.RunAsync("Logging");

        Assert.False(ended.ReadOutputAs<bool>());
        Assert.Equal(["first", "second", "third"], log.Lines);
    }

    [Fact]
    public async Task Guids_are_the_same_at_every_replay()
    {
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks
            .AddActivityFunc<string, string>("Echo", (_, s) => s)
            .AddOrchestratorFunc<object?, bool>("Naming", async (context, _) =>
            {
                string before = context.NewGuid().ToString();
                string echoed = (await context.CallActivityAsync<string>("Echo", before))!;
                return before == echoed && context.NewGuid().ToString() != before;
            }));

        Assert.True((await engine.RunAsync("Naming")).ReadOutputAs<bool>());
    }

    private static void Register(DurableTaskRegistry tasks, string activity) => tasks
        .AddActivityFunc("Charge", _ => { })
        .AddActivityFunc("Refund", _ => { })
        .AddOrchestratorFunc("Order", async context =>
        {
            await context.CallActivityAsync(activity);
            await context.WaitForExternalEvent<object>("Go");
        });

    // CA1848, CA2254: the message is the test's own.
#pragma warning disable CA1848, CA2254
    private static void LogOnce(ILogger logger, string text) => logger.LogInformation(text);
#pragma warning restore CA1848, CA2254

    private sealed class ListLogger : ILoggerFactory, ILogger
    {
        public List<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) =>
            categoryName == "Test" ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public void Dispose()
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception));
    }
}
