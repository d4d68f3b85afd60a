using AsiFunctions.Tests.Support;
using Azure;
using Azure.Data.Tables;

namespace AsiFunctions.LocalRuntime.Tables.Tests;

/// <summary>What the contract's tests share: a fresh table, and rows.</summary>
[Collection(AzuriteCollection.Name)]
public abstract class StorageContract(AzuriteFixture azurite) : IAsyncLifetime
{
    protected string ConnectionString => azurite.ConnectionString;

    protected TableServiceClient Service { get; } = new(azurite.ConnectionString);

    protected TableClient Table { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Table = Service.GetTableClient($"t{Guid.NewGuid():N}");
        await Table.CreateAsync();
    }

    public Task DisposeAsync() => Table.DeleteAsync();

    protected static TableEntity Row(string rowKey, int value = 0, string partition = "p") => new(partition, rowKey) { ["Value"] = value };

    protected async Task<TableEntity> ReadAsync(string rowKey, string partition = "p") =>
        await Table.GetEntityAsync<TableEntity>(partition, rowKey);

    protected async Task<IReadOnlyList<string>> RowKeysAsync(string? filter = null)
    {
        List<string> keys = [];
        await foreach (TableEntity row in Table.QueryAsync<TableEntity>(filter))
        {
            keys.Add(row.RowKey);
        }

        return keys;
    }

    protected static Task<RequestFailedException> RefusedAsync(Task call) => Assert.ThrowsAsync<RequestFailedException>(() => call);
}
