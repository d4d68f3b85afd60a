using AsiFunctions.Tests.Support;
using Azure;
using Azure.Core;
using Azure.Data.Tables;

namespace AsiFunctions.LocalRuntime.Tables.Tests;

/// <summary>An Azurite that hangs, stops or dies.</summary>
public sealed class FaultTests
{
    [Fact]
    public async Task A_service_that_hangs_is_asked_again_and_then_answers()
    {
        await using Azurite azurite = await Azurite.StartAsync();
        TableClient table = await TableAsync(azurite, TimeSpan.FromMilliseconds(300), retries: 1_000);

        await azurite.PauseAsync();
        Task<Response> added = table.UpsertEntityAsync(new TableEntity("p", "a"));
        TableClient impatient = new(azurite.ConnectionString, table.Name, new TableClientOptions
        {
            Retry = { MaxRetries = 0, NetworkTimeout = TimeSpan.FromMilliseconds(300) },
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient.GetEntityAsync<TableEntity>("p", "a"));
        await azurite.ResumeAsync();

        Assert.Equal(204, (await added).Status);
    }

    [Fact]
    public async Task A_hanging_call_is_cancelled()
    {
        await using Azurite azurite = await Azurite.StartAsync();
        TableClient table = await TableAsync(azurite, TimeSpan.FromSeconds(100));
        using CancellationTokenSource cancelling = new();

        await azurite.PauseAsync();
        Task<Response> added = table.AddEntityAsync(new TableEntity("p", "a"), cancelling.Token);
        await cancelling.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => added);
    }

    [Fact]
    public async Task A_client_goes_on_after_a_gentle_restart_and_all_rows_are_there()
    {
        await using Azurite azurite = await Azurite.StartAsync(AzuritePersistence.OnDisk);
        TableClient table = await TableAsync(azurite, TimeSpan.FromSeconds(30));
        await table.AddEntityAsync(new TableEntity("p", "a") { ["Value"] = 1 });

        await azurite.RestartAsync();

        TableEntity row = await table.GetEntityAsync<TableEntity>("p", "a");
        Assert.Equal(1, row.GetInt32("Value"));
    }

    [Fact]
    public async Task A_service_that_is_gone_is_told_as_such()
    {
        await using Azurite azurite = await Azurite.StartAsync();
        TableClient table = await TableAsync(azurite, TimeSpan.FromMilliseconds(300));

        await azurite.KillAsync();

        await Assert.ThrowsAsync<AggregateException>(() => table.AddEntityAsync(new TableEntity("p", "a")));
    }

    private static async Task<TableClient> TableAsync(Azurite azurite, TimeSpan patience, int retries = 3)
    {
        await new TableClient(azurite.ConnectionString, "faults").CreateAsync();
        return new TableClient(azurite.ConnectionString, "faults", new TableClientOptions
        {
            Retry = { MaxRetries = retries, Mode = RetryMode.Fixed, Delay = TimeSpan.FromMilliseconds(20), NetworkTimeout = patience },
        });
    }
}
