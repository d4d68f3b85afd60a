using AsiFunctions.Tests.Support;
using Azure;
using Azure.Data.Tables;

namespace AsiFunctions.LocalRuntime.Tables.Tests;

public sealed class KeyTests(AzuriteFixture azurite) : StorageContract(azurite)
{
    [Theory]
    [InlineData("plain")]
    [InlineData("with space")]
    [InlineData("O'Neill")]
    [InlineData("''")]
    [InlineData("100%")]
    [InlineData("%2F%27")]
    [InlineData("a+b&c=d")]
    [InlineData("(a,b);:@!$*~|<>[]{}^`\"")]
    [InlineData("...")]
    [InlineData("kind|case|000001")]
    [InlineData("Größe-Ålesund-日本")]
    [InlineData("🏭 melt")]
    [InlineData("")]
    public async Task A_row_is_found_under_any_key_that_the_service_takes(string key)
    {
        await Table.AddEntityAsync(Row(key, 1, partition: key));
        await Table.UpdateEntityAsync(Row(key, 2, partition: key), ETag.All);
        Response upserted = await Table.UpsertEntityAsync(Row(key, 3, partition: key));

        TableEntity row = await ReadAsync(key, partition: key);
        Assert.Equal((key, key, 3), (row.PartitionKey, row.RowKey, row.GetInt32("Value")));
        Assert.Equal([key], await RowKeysAsync(TableClient.CreateQueryFilter($"PartitionKey eq {key} and RowKey eq {key}")));

        await Table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.UpdateReplace, Row(key, 4, partition: key), upserted.Headers.ETag!.Value),
            new(TableTransactionActionType.Add, Row("beside " + key, 4, partition: key)),
        ]);
        Assert.Equal(4, (await ReadAsync(key, partition: key)).GetInt32("Value"));

        await Table.SubmitTransactionAsync([new(TableTransactionActionType.Delete, Row("beside " + key, partition: key))]);
        Assert.Equal(204, (await Table.DeleteEntityAsync(key, key)).Status);
        Assert.Empty(await RowKeysAsync());
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a\tb")]
    public async Task A_key_that_the_service_does_not_take_is_refused(string key)
    {
        Assert.Equal(400, (await RefusedAsync(Table.AddEntityAsync(Row(key)))).Status);
    }
}
