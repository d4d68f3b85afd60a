using AsiFunctions.Tests.Support;
using Azure;
using Azure.Data.Tables;

namespace AsiFunctions.LocalRuntime.Tables.Tests;

public sealed class TransactionTests(AzuriteFixture azurite) : StorageContract(azurite)
{
    [Fact]
    public async Task Every_kind_of_action_is_done_and_answered_in_its_place()
    {
        Response merged = await Table.AddEntityAsync(new TableEntity("p", "merge") { ["Value"] = 1, ["Kept"] = "yes" });
        Response replaced = await Table.AddEntityAsync(new TableEntity("p", "replace") { ["Value"] = 1, ["Gone"] = "yes" });
        await Table.AddEntityAsync(Row("delete"));

        Response<IReadOnlyList<Response>> answer = await Table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, Row("add", 2)),
            new(TableTransactionActionType.UpdateMerge, Row("merge", 2), merged.Headers.ETag!.Value),
            new(TableTransactionActionType.UpdateReplace, Row("replace", 2), replaced.Headers.ETag!.Value),
            new(TableTransactionActionType.Delete, Row("delete")),
            new(TableTransactionActionType.UpsertMerge, Row("upsert-merge", 2)),
            new(TableTransactionActionType.UpsertReplace, Row("upsert-replace", 2)),
        ]);

        Assert.Equal(202, answer.GetRawResponse().Status);
        Assert.Equal([204, 204, 204, 204, 204, 204], answer.Value.Select(r => r.Status));
        Assert.Equal(["add", "merge", "replace", "upsert-merge", "upsert-replace"], await RowKeysAsync());
        Assert.Equal("yes", (await ReadAsync("merge")).GetString("Kept"));
        Assert.False((await ReadAsync("replace")).ContainsKey("Gone"));
        foreach ((string key, int place) in new[] { ("add", 0), ("merge", 1), ("replace", 2), ("upsert-merge", 4), ("upsert-replace", 5) })
        {
            TableEntity row = await ReadAsync(key);
            Assert.Equal(2, row.GetInt32("Value"));
            Assert.Equal(row.ETag, answer.Value[place].Headers.ETag);
        }
    }
}
