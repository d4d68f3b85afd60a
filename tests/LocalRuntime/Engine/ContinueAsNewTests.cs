using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.LocalRuntime.Engine.Tests;

public sealed class ContinueAsNewTests
{
    [Fact]
    public async Task A_new_generation_begins_with_the_new_input_and_an_empty_history()
    {
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks
            .AddOrchestratorFunc<int>("Counting", async (context, n) =>
            {
                await context.WaitForExternalEvent<object>("Next");
                context.ContinueAsNew(n + 1);
            }));

        await engine.RunAsync("Counting", 1);
        string first = (await engine.Engine.ExportHistoryAsync("one"))!;
        OrchestrationMetadata second = await engine.RaiseAsync("Next");
        string history = (await engine.Engine.ExportHistoryAsync("one"))!;

        Assert.Equal(OrchestrationRuntimeStatus.Running, second.RuntimeStatus);
        Assert.Equal(2, second.ReadInputAs<int>());
        Assert.Equal(Lines(first), Lines(history));
    }

    [Fact]
    public async Task Events_that_nobody_waited_for_go_over_into_the_next_generation()
    {
        await using TestEngine engine = await TestEngine.StartAsync(tasks => AddCollecting(tasks, preserve: true));

        await engine.RunAsync("Collecting", "");
        await engine.RaiseAsync("Item", "a");
        await engine.RaiseAsync("Item", "b");
        OrchestrationMetadata ended = await engine.RaiseAsync("Go");

        Assert.Equal("ab", ended.ReadOutputAs<string>());
    }

    [Fact]
    public async Task Unless_they_are_not_to_be_preserved()
    {
        await using TestEngine engine = await TestEngine.StartAsync(tasks => AddCollecting(tasks, preserve: false));

        await engine.RunAsync("Collecting", "");
        await engine.RaiseAsync("Item", "a");
        OrchestrationMetadata waiting = await engine.RaiseAsync("Go");

        Assert.Equal(OrchestrationRuntimeStatus.Running, waiting.RuntimeStatus);
    }

    [Fact]
    public async Task Generations_without_a_pause_come_to_their_end()
    {
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks
            .AddOrchestratorFunc<int, int>("Racing", (context, n) =>
            {
                if (n < 100)
                {
                    context.ContinueAsNew(n + 1);
                }

                return n;
            }));

        OrchestrationMetadata ended = await engine.RunAsync("Racing", 0);

        Assert.Equal(100, ended.ReadOutputAs<int>());
    }

    [Fact]
    public async Task An_orchestration_that_never_pauses_does_not_hold_up_a_stop_and_goes_on_after_it()
    {
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks
            .AddOrchestratorFunc<int>("Racing", (context, n) => context.ContinueAsNew(n + 1)));
        await engine.Client.ScheduleNewOrchestrationInstanceAsync("Racing", 0, new StartOrchestrationOptions("one"));

        await engine.Engine.StopAsync();
        int stopped = (await engine.Client.GetInstanceAsync("one", getInputsAndOutputs: true))!.ReadInputAs<int>();
        await engine.RestartAsync();
        await engine.Client.TerminateInstanceAsync("one");
        OrchestrationMetadata ended = await engine.QuietAsync();

        Assert.Equal(OrchestrationRuntimeStatus.Terminated, ended.RuntimeStatus);
        Assert.True(ended.ReadInputAs<int>() >= stopped);
    }

    [Fact]
    public async Task Each_generation_makes_guids_of_its_own_even_while_the_clock_stands_still()
    {
        List<string> guids = [];
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks
            .AddActivityFunc<string>("Note", (_, guid) => guids.Add(guid!))
            .AddOrchestratorFunc<int>("Naming", async (context, n) =>
            {
                await context.CallActivityAsync("Note", context.NewGuid());
                await context.CallActivityAsync("Note", context.NewGuid());
                if (n < 3)
                {
                    context.ContinueAsNew(n + 1);
                }
            }));

        await engine.RunAsync("Naming", 1);

        Assert.Equal(6, guids.Distinct().Count());
        Assert.All(guids, g => Assert.Equal('5', g[14]));
    }

    [Fact]
    public async Task The_custom_status_stays_and_the_version_may_change()
    {
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks
            .AddOrchestratorFunc<int, string>("Renewing", async (context, n) =>
            {
                if (n == 1)
                {
                    context.SetCustomStatus("renewed");
                    context.ContinueAsNew(new ContinueAsNewOptions { NewInput = 2, NewVersion = "2.0" });
                    return "";
                }

                await context.WaitForExternalEvent<object>("End");
                return context.Version;
            }));

        OrchestrationMetadata second = await engine.RunAsync("Renewing", 1);
        OrchestrationMetadata ended = await engine.RaiseAsync("End");

        Assert.Equal("renewed", second.ReadCustomStatusAs<string>());
        Assert.Equal("2.0", ended.ReadOutputAs<string>());
    }

    private static void AddCollecting(DurableTaskRegistry tasks, bool preserve) => tasks
        .AddOrchestratorFunc<string, string>("Collecting", async (context, collected) =>
        {
            if (collected.Length == 0)
            {
                await context.WaitForExternalEvent<object>("Go");
                context.ContinueAsNew("-", preserve);
                return "";
            }

            return await context.WaitForExternalEvent<string>("Item") + await context.WaitForExternalEvent<string>("Item");
        });

    private static int Lines(string text) => text.Split('\n').Length;
}
