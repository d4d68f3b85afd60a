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

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    public async Task A_row_that_exists_anywhere_in_it_undoes_all_and_is_named(int place)
    {
        await Table.AddEntityAsync(Row("taken", 1));
        List<TableTransactionAction> actions =
            [.. Enumerable.Range(0, 4).Select(n => new TableTransactionAction(TableTransactionActionType.Add, Row($"{n}")))];
        actions.Insert(place, new(TableTransactionActionType.Add, Row("taken", 2)));

        TableTransactionFailedException refused = await FailedAsync(actions);

        Assert.Equal((409, "EntityAlreadyExists", place), (refused.Status, refused.ErrorCode, refused.FailedTransactionActionIndex));
        Assert.Equal(["taken"], await RowKeysAsync());
        Assert.Equal(1, (await ReadAsync("taken")).GetInt32("Value"));
    }

    [Theory]
    [InlineData(0, TableTransactionActionType.UpdateReplace)]
    [InlineData(2, TableTransactionActionType.UpdateMerge)]
    [InlineData(4, TableTransactionActionType.Delete)]
    public async Task A_stale_version_anywhere_in_it_undoes_all_and_is_named(int place, TableTransactionActionType type)
    {
        Response stale = await Table.AddEntityAsync(Row("stale", 1));
        await Table.UpsertEntityAsync(Row("stale", 2));
        await Table.AddEntityAsync(Row("replaced", 1));
        await Table.AddEntityAsync(Row("deleted", 1));
        List<TableTransactionAction> actions =
        [
            new(TableTransactionActionType.Add, Row("added")),
            new(TableTransactionActionType.UpsertReplace, Row("replaced", 2)),
            new(TableTransactionActionType.Delete, Row("deleted")),
            new(TableTransactionActionType.UpsertMerge, Row("upserted")),
        ];
        actions.Insert(place, new(type, Row("stale", 3), stale.Headers.ETag!.Value));

        TableTransactionFailedException refused = await FailedAsync(actions);

        Assert.Equal((412, "UpdateConditionNotSatisfied", place), (refused.Status, refused.ErrorCode, refused.FailedTransactionActionIndex));
        Assert.Equal(["deleted", "replaced", "stale"], await RowKeysAsync());
        Assert.Equal(2, (await ReadAsync("stale")).GetInt32("Value"));
        Assert.Equal(1, (await ReadAsync("replaced")).GetInt32("Value"));
    }

    [Fact]
    public async Task A_delete_or_update_of_a_missing_row_undoes_all()
    {
        TableTransactionFailedException deleted = await FailedAsync(
            [new(TableTransactionActionType.Add, Row("a")), new(TableTransactionActionType.Delete, Row("none"))]);
        TableTransactionFailedException updated = await FailedAsync(
            [new(TableTransactionActionType.Add, Row("a")), new(TableTransactionActionType.UpdateMerge, Row("none"), ETag.All)]);

        Assert.Equal((404, 1), (deleted.Status, deleted.FailedTransactionActionIndex));
        Assert.Equal((404, 1), (updated.Status, updated.FailedTransactionActionIndex));
        Assert.Empty(await RowKeysAsync());
    }

    [Fact]
    public async Task A_hundred_rows_go_in_at_once_and_one_more_is_refused()
    {
        TableTransactionAction[] actions =
            [.. Enumerable.Range(0, 101).Select(n => new TableTransactionAction(TableTransactionActionType.Add, Row($"{n:D3}", n)))];

        TableTransactionFailedException refused = await FailedAsync(actions);
        Assert.Equal((400, "InvalidInput"), (refused.Status, refused.ErrorCode));
        Assert.Empty(await RowKeysAsync());

        Response<IReadOnlyList<Response>> answer = await Table.SubmitTransactionAsync(actions[..100]);
        Assert.Equal(100, answer.Value.Count);
        Assert.Equal(100, (await RowKeysAsync()).Count);
    }

    [Fact]
    public async Task Rows_of_several_partitions_are_refused()
    {
        TableTransactionFailedException refused = await FailedAsync(
            [new(TableTransactionActionType.Add, Row("a")), new(TableTransactionActionType.Add, Row("b", partition: "other"))]);

        Assert.Equal((400, "CommandsInBatchActOnDifferentPartitions", 1), (refused.Status, refused.ErrorCode, refused.FailedTransactionActionIndex));
        Assert.Empty(await RowKeysAsync());
    }

    [Fact]
    public async Task The_same_row_twice_is_refused()
    {
        TableTransactionFailedException refused = await FailedAsync(
            [new(TableTransactionActionType.UpsertMerge, Row("a")), new(TableTransactionActionType.UpsertReplace, Row("a"))]);

        Assert.Equal((400, "InvalidDuplicateRow", 1), (refused.Status, refused.ErrorCode, refused.FailedTransactionActionIndex));
        Assert.Empty(await RowKeysAsync());
    }

    [Fact]
    public async Task No_action_at_all_is_a_mistake()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Table.SubmitTransactionAsync([]));
    }

    [Fact]
    public async Task An_update_without_a_version_is_an_upsert_as_with_the_real_client()
    {
        await Table.SubmitTransactionAsync([new(TableTransactionActionType.UpdateReplace, Row("new", 1))]);

        Assert.Equal(1, (await ReadAsync("new")).GetInt32("Value"));
    }

    [Fact]
    public async Task Large_rows_fill_a_transaction_up_to_the_service_s_limit()
    {
        string text = new('x', 30_000);
        TableTransactionAction[] actions = [.. Enumerable.Range(0, 100).Select(n => new TableTransactionAction(
            TableTransactionActionType.Add,
            new TableEntity("p", $"{n:D3}") { ["Text"] = text, ["Bytes"] = new byte[1000] }))];

        await Table.SubmitTransactionAsync(actions);

        Assert.Equal(100, (await RowKeysAsync()).Count);
    }

    [Fact]
    public async Task Many_transactions_at_once_are_answered_each_its_own()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(async batch =>
        {
            Response<IReadOnlyList<Response>> answer = await Table.SubmitTransactionAsync(
                Enumerable.Range(0, 20)
                    .Select(n => new TableTransactionAction(TableTransactionActionType.Add, Row($"{batch:D2}-{n:D2}", n, $"p{batch % 4}"))));
            TableEntity last = await ReadAsync($"{batch:D2}-19", $"p{batch % 4}");
            Assert.Equal(answer.Value[19].Headers.ETag, last.ETag);
        }));

        Assert.Equal(800, (await RowKeysAsync()).Count);
    }

    private Task<TableTransactionFailedException> FailedAsync(IEnumerable<TableTransactionAction> actions) =>
        Assert.ThrowsAsync<TableTransactionFailedException>(() => Table.SubmitTransactionAsync(actions));
}
