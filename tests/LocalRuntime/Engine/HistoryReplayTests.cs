using Microsoft.DurableTask;

namespace AsiFunctions.LocalRuntime.Engine.Tests;

public sealed class HistoryReplayTests
{
    [Fact]
    public async Task An_exported_history_replays_against_the_code_that_made_it()
    {
        string history = await RecordAsync();

        HistoryReplayer.Replay(Registry("Charge", extra: false), history);

        Assert.Contains("\"event\": \"TaskScheduled\"", history, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_that_decides_otherwise_is_found_out_and_the_step_is_named()
    {
        string history = await RecordAsync();

        HistoryMismatchException found = Assert.Throws<HistoryMismatchException>(
            () => HistoryReplayer.Replay(Registry("Refund", extra: false), history));

        Assert.Contains("at its event 3 of 8 (TaskScheduled)", found.Message, StringComparison.Ordinal);
        Assert.Contains("activity 'Refund' at sequence number 0", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_that_asks_for_more_than_the_history_holds_is_found_out()
    {
        string history = await RecordAsync();

        HistoryMismatchException found = Assert.Throws<HistoryMismatchException>(
            () => HistoryReplayer.Replay(Registry("Charge", extra: true), history));

        Assert.Contains("activity 'Refund' at sequence number 1, where the history holds nothing", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_that_ends_otherwise_is_found_out()
    {
        string history = await RecordAsync();
        DurableTaskRegistry registry = new();
        registry.AddOrchestratorFunc("Order", async context =>
        {
            await context.CallActivityAsync("Charge");
            await context.WaitForExternalEvent<object>("Go");
            throw new InvalidOperationException("no more");
        });

        HistoryMismatchException found = Assert.Throws<HistoryMismatchException>(() => HistoryReplayer.Replay(registry, history));

        Assert.Contains("the history ends as Completed, but the code ends as Failed", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_history_of_every_generation_is_told_as_it_ends_and_replays()
    {
        List<string> generations = [];
        EngineOptions options = new() { GenerationEnded = (id, history) => generations.Add($"{id}\n{history}") };
        static void Register(DurableTaskRegistry tasks) => tasks.AddOrchestratorFunc<int, string>("Counting", async (context, n) =>
        {
            await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
            if (n < 2)
            {
                context.ContinueAsNew(n + 1);
            }

            return "counted";
        });
        await using TestEngine engine = await TestEngine.StartAsync(Register, options);
        DurableTaskRegistry registry = new();
        Register(registry);

        await engine.RunAsync("Counting", 0);
        await engine.MoveAsync(TimeSpan.FromDays(5));

        Assert.Equal(3, generations.Count);
        Assert.All(generations, told =>
        {
            string[] parts = told.Split('\n', 2);
            Assert.Equal("one", parts[0]);
            HistoryReplayer.Replay(registry, parts[1]);
        });
    }

    private static async Task<string> RecordAsync()
    {
        await using TestEngine engine = await TestEngine.StartAsync(tasks => Register(tasks, "Charge", extra: false));
        await engine.RunAsync("Order");
        await engine.RaiseAsync("Go");
        return (await engine.Engine.ExportHistoryAsync("one"))!;
    }

    private static DurableTaskRegistry Registry(string activity, bool extra)
    {
        DurableTaskRegistry registry = new();
        Register(registry, activity, extra);
        return registry;
    }

    private static void Register(DurableTaskRegistry tasks, string activity, bool extra) => tasks
        .AddActivityFunc("Charge", _ => { })
        .AddActivityFunc("Refund", _ => { })
        .AddOrchestratorFunc("Order", async context =>
        {
            Task call = context.CallActivityAsync(activity);
            await (extra ? Task.WhenAll(call, context.CallActivityAsync("Refund")) : call);
            await context.WaitForExternalEvent<object>("Go");
        });
}
