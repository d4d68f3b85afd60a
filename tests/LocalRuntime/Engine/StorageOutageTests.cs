using AsiFunctions.Tests.Support;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.LocalRuntime.Engine.Tests;

/// <summary>An Azurite of its own for each test, to be stopped and frozen.</summary>
public sealed class StorageOutageTests
{
    [Fact]
    public async Task A_storage_that_is_away_for_a_while_is_waited_for_and_nothing_is_lost_or_done_twice()
    {
        await using Azurite azurite = await Azurite.StartAsync(AzuritePersistence.OnDisk);
        await using TestEngine engine = await StartAsync(azurite);
        await engine.RunAsync("Waiting");

        await azurite.StopAsync();
        Task raised = engine.Client.RaiseEventAsync("one", "Go", "gone");
        await azurite.RestartAsync();
        await raised;
        OrchestrationMetadata ended = await engine.QuietAsync();

        Assert.Equal("gone 1", ended.ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_storage_that_freezes_in_mid_run_and_thaws_is_waited_for()
    {
        await using Azurite azurite = await Azurite.StartAsync();
        await using TestEngine engine = await StartAsync(azurite);
        await engine.RunAsync("Waiting");

        await azurite.PauseAsync();
        Task raised = engine.Client.RaiseEventAsync("one", "Go", "gone");
        Task<string>[] starts = [.. Enumerable.Range(0, 100).Select(_ => engine.Client.ScheduleNewOrchestrationInstanceAsync("Waiting"))];
        await azurite.ResumeAsync();
        await raised;
        await Task.WhenAll(starts);
        OrchestrationMetadata ended = await engine.QuietAsync();

        Assert.Equal("gone 1", ended.ReadOutputAs<string>());
    }

    private static Task<TestEngine> StartAsync(Azurite azurite)
    {
        int runs = 0;
        return TestEngine.StartAsync(
            tasks => tasks
                .AddActivityFunc<object?, int>("Count", (_, _) => Interlocked.Increment(ref runs))
                .AddOrchestratorFunc<object?, string>("Waiting", async (context, _) =>
                {
                    string said = await context.WaitForExternalEvent<string>("Go");
                    return $"{said} {await context.CallActivityAsync<int>("Count")}";
                }),
            new EngineOptions { HubName = TestEngine.NewHub() },
            azurite.ConnectionString);
    }
}
