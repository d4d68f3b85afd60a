using AsiFunctions.Tests.Support;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;

namespace AsiFunctions.LocalRuntime.Engine.Tests;

public sealed class StorageTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private readonly EngineOptions options = new() { HubName = TestEngine.NewHub() };

    [Fact]
    public async Task A_running_orchestration_goes_on_after_a_restart()
    {
        await using TestEngine engine = await StartAsync();
        await engine.RunAsync("Waiting", "ä\ud83d\ude00", new StartOrchestrationOptions("id with 'quotes' and ä %"));

        await engine.RestartAsync();
        OrchestrationMetadata ended = await engine.RaiseAsync("Go", "gone", "id with 'quotes' and ä %");

        Assert.Equal("gone", ended.ReadOutputAs<string>());
        Assert.Equal("ä\ud83d\ude00", ended.ReadInputAs<string>());
    }

    [Fact]
    public async Task A_thousand_sleepers_survive_a_restart_and_wake_each_at_its_time()
    {
        await using TestEngine engine = await StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 1000).Select(i =>
            engine.Client.ScheduleNewOrchestrationInstanceAsync("Sleeping", i % 10 + 1, new StartOrchestrationOptions($"sleeper-{i}"))));

        await engine.RestartAsync();
        Assert.Equal(1000, engine.Engine.Sleeping);
        await engine.Clock.MoveToAsync(TestEngine.Start.AddDays(5));
        List<OrchestrationMetadata> awake = await ListAsync(engine, new OrchestrationQuery(Statuses: [OrchestrationRuntimeStatus.Completed]));
        Assert.Equal(500, awake.Count);
        await engine.Clock.MoveToAsync(TestEngine.Start.AddDays(10));
        awake = await ListAsync(engine, new OrchestrationQuery(Statuses: [OrchestrationRuntimeStatus.Completed], FetchInputsAndOutputs: true));

        Assert.Equal(1000, awake.Count);
        Assert.All(awake, a => Assert.Equal(TestEngine.Start.AddDays(a.ReadInputAs<int>()), a.LastUpdatedAt));
    }

    [Fact]
    public async Task Histories_too_long_for_a_row_lie_in_a_blob_and_are_tidied_up()
    {
        await using TestEngine engine = await StartAsync();
        await engine.RunAsync("Growing");

        await engine.RestartAsync();
        OrchestrationMetadata ended = await engine.RaiseAsync("Go");
        List<string> kept = await BlobsAsync();
        await engine.Client.PurgeInstanceAsync("one");
        List<string> left = await BlobsAsync();

        Assert.Equal(600_000, ended.ReadOutputAs<int>());
        Assert.Single(kept);
        Assert.Empty(left);
    }

    [Fact]
    public async Task Queries_find_by_prefix_status_and_time_page_by_page()
    {
        await using TestEngine engine = await StartAsync();
        for (int i = 0; i < 25; i++)
        {
            await engine.Client.ScheduleNewOrchestrationInstanceAsync("Waiting", new StartOrchestrationOptions($"case-{i:00}"));
        }

        await engine.RunAsync("Waiting", null, new StartOrchestrationOptions("other-1"));
        await engine.RaiseAsync("Go", "", "case-03");
        await engine.MoveAsync(TimeSpan.FromDays(1), "case-03");
        await engine.RunAsync("Waiting", null, new StartOrchestrationOptions("case-late"));

        List<int> pages = [];
        List<string> ids = [];
        OrchestrationQuery cases = new(InstanceIdPrefix: "case-", PageSize: 10);
        await foreach (Page<OrchestrationMetadata> page in engine.Client.GetAllInstancesAsync(cases).AsPages())
        {
            pages.Add(page.Values.Count);
            ids.AddRange(page.Values.Select(v => v.InstanceId));
        }

        Assert.Equal(26, ids.Distinct().Count());
        Assert.All(pages, p => Assert.InRange(p, 0, 10));
        Assert.Equal(
            "case-03", Assert.Single(await ListAsync(engine, new OrchestrationQuery(Statuses: [OrchestrationRuntimeStatus.Completed]))).InstanceId);
        Assert.Equal(
            "case-late", Assert.Single(await ListAsync(engine, new OrchestrationQuery(CreatedFrom: TestEngine.Start.AddDays(1)))).InstanceId);
        Assert.Equal(26, (await ListAsync(engine, new OrchestrationQuery(CreatedTo: TestEngine.Start))).Count);
    }

    [Fact]
    public async Task A_second_engine_is_refused_while_the_first_lives_and_told_by_whom()
    {
        await using TestEngine first = await StartAsync();

        HubInUseException refused = await Assert.ThrowsAsync<HubInUseException>(StartAsync);

        Assert.Contains($"process {Environment.ProcessId} on {Environment.MachineName}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_lost_the_hub_can_store_nothing_more()
    {
        TestEngine zombie = await StartAsync();
        await zombie.RunAsync("Waiting");

        // Its lease is broken behind its back, as when its machine slept, and another host takes over.
        await new BlobServiceClient(azurite.ConnectionString).GetBlobContainerClient(options.HubName.ToLowerInvariant() + "-engine")
            .GetBlobClient("host").GetBlobLeaseClient().BreakAsync(TimeSpan.Zero);
        await using TestEngine successor = await StartAsync();
        await Assert.ThrowsAsync<HubLostException>(() => zombie.Client.RaiseEventAsync("one", "Go", "zombie"));
        string reason = await zombie.Engine.HubLost;
        OrchestrationMetadata ended = await successor.RaiseAsync("Go", "successor");
        await zombie.DisposeAsync();

        Assert.Contains("epoch 2", reason, StringComparison.Ordinal);
        Assert.Equal("successor", ended.ReadOutputAs<string>());
    }

    [Fact]
    public async Task The_hub_is_free_after_a_graceful_stop()
    {
        await using (TestEngine first = await StartAsync())
        {
            await first.RunAsync("Waiting");
        }

        await using TestEngine second = await StartAsync();

        Assert.Equal(OrchestrationRuntimeStatus.Running, (await second.QuietAsync()).RuntimeStatus);
    }

    [Fact]
    public async Task A_graceful_stop_waits_for_running_activities()
    {
        TaskCompletionSource begun = new();
        TaskCompletionSource<int> release = new();
        await using TestEngine engine = await TestEngine.StartAsync(
            tasks => tasks
                .AddActivityFunc<object?, int>("Slow", (_, _) =>
                {
                    begun.TrySetResult();
                    return release.Task;
                })
                .AddOrchestratorFunc<object?, int>("Calling", (context, _) => context.CallActivityAsync<int>("Slow")),
            options,
            azurite.ConnectionString);
        await engine.Client.ScheduleNewOrchestrationInstanceAsync("Calling", new StartOrchestrationOptions("one"));
        await begun.Task;

        Task stopped = engine.Engine.StopAsync();
        release.SetResult(7);
        await stopped;
        await engine.RestartAsync();

        Assert.Equal(7, (await engine.QuietAsync()).ReadOutputAs<int>());
    }

    // What is handed in while the shard cannot write is stored in as few transactions as hold it: 99 rows beside the fence.
    [Fact]
    public async Task Rows_that_wait_for_the_storage_share_transactions()
    {
        TableClient table = new TableServiceClient(azurite.ConnectionString).GetTableClient(options.HubName);
        await table.CreateAsync();
        using SemaphoreSlim connections = new(0);
        StorageRetry retry = new(new EngineLog(NullLogger.Instance), CancellationToken.None);
        ShardWriter shard = await ShardWriter.OpenAsync("00", table, connections, retry, _ => { }, epoch: 1);
        List<Task> writes = [.. Enumerable.Range(0, 500).Select(i =>
            shard.WriteAsync(new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("00", $"row-{i}")), size: 1))];

        connections.Release();
        await Task.WhenAll(writes);
        await shard.CloseAsync();

        List<TableEntity> stored = [];
        await foreach (TableEntity row in table.QueryAsync<TableEntity>())
        {
            stored.Add(row);
        }

        Assert.Equal(501, stored.Count);
        Assert.Equal(6, stored.Single(row => row.RowKey == RowKeys.Fence).GetInt64("Number"));
    }

    private static async Task<List<OrchestrationMetadata>> ListAsync(TestEngine engine, OrchestrationQuery query)
    {
        List<OrchestrationMetadata> found = [];
        await foreach (OrchestrationMetadata one in engine.Client.GetAllInstancesAsync(query))
        {
            found.Add(one);
        }

        return found;
    }

    private async Task<List<string>> BlobsAsync()
    {
        List<string> names = [];
        BlobContainerClient container = new BlobServiceClient(azurite.ConnectionString).GetBlobContainerClient(
            options.HubName.ToLowerInvariant() + "-engine");
        await foreach (Azure.Storage.Blobs.Models.BlobItem blob in container.GetBlobsAsync(prefix: "history/"))
        {
            names.Add(blob.Name);
        }

        return names;
    }

    private Task<TestEngine> StartAsync() => TestEngine.StartAsync(
        tasks => tasks
            .AddActivityFunc<int, string>("Text", (_, length) => new string('x', length))
            .AddOrchestratorFunc<string, string>("Waiting", (context, _) => context.WaitForExternalEvent<string>("Go"))
            .AddOrchestratorFunc<int>("Sleeping", Task (context, days) => context.CreateTimer(TimeSpan.FromDays(days), CancellationToken.None))
            .AddOrchestratorFunc<object?, int>("Growing", async (context, _) =>
            {
                string first = await context.CallActivityAsync<string>("Text", 300_000);
                string second = await context.CallActivityAsync<string>("Text", 300_000);
                await context.WaitForExternalEvent<object>("Go");
                return first.Length + second.Length;
            }),
        options,
        azurite.ConnectionString);
}
