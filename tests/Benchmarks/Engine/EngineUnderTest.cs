using AsiFunctions.LocalRuntime.Clock;
using AsiFunctions.LocalRuntime.Engine;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace AsiFunctions.Benchmarks.Engine;

/// <summary>An engine with the orchestrations that are measured.</summary>
internal sealed class EngineUnderTest : IAsyncDisposable
{
    private readonly MovableClock clock = new();
    private readonly DurableEngine engine;

    private EngineUnderTest(string connectionString, string hub)
    {
        DurableTaskRegistry registry = new();
        registry
            .AddActivityFunc<int, int>("Add", (_, n) => n + 1)
            .AddOrchestratorFunc<int, int>("Five", async (context, n) =>
            {
                for (int i = 0; i < 5; i++)
                {
                    n = await context.CallActivityAsync<int>("Add", n);
                }

                return n;
            })
            .AddOrchestratorFunc<int>("Sleep", Task (context, minutes) =>
                context.CreateTimer(TimeSpan.FromDays(30) + TimeSpan.FromMinutes(minutes), CancellationToken.None));
        engine = new DurableEngine(
            registry,
            new EngineOptions { HubName = hub },
            new TableServiceClient(connectionString),
            new BlobServiceClient(connectionString),
            clock,
            NullLoggerFactory.Instance,
            new ServiceCollection().BuildServiceProvider());
    }

    public int Sleeping => engine.Sleeping;

    public static async Task<EngineUnderTest> StartAsync(string connectionString, string hub)
    {
        EngineUnderTest started = new(connectionString, hub);
        await started.engine.StartAsync();
        return started;
    }

    /// <summary>Starts so many at once and returns when all have ended.</summary>
    public Task RunManyAsync(int count) => Task.WhenAll(Enumerable.Range(0, count).Select(async _ =>
    {
        string id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("Five", 0);
        await engine.Client.WaitForInstanceCompletionAsync(id);
    }));

    /// <summary>Starts orchestrations that sleep for a month and more.</summary>
    public async Task SleepAsync(int count)
    {
        for (int done = 0; done < count; done += 2000)
        {
            await Task.WhenAll(Enumerable.Range(done, Math.Min(2000, count - done)).Select(i =>
                engine.Client.ScheduleNewOrchestrationInstanceAsync("Sleep", i, new StartOrchestrationOptions($"duty-{i:000000}"))));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await engine.DisposeAsync();
        clock.Dispose();
    }
}
