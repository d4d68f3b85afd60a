using AsiFunctions.Tests.Support;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace AsiFunctions.LocalRuntime.Tables.Tests;

public sealed class RowTests(AzuriteFixture azurite) : StorageContract(azurite)
{
    [Fact]
    public async Task A_row_is_added_once_and_read_back_with_its_ETag_and_time()
    {
        Response added = await Table.AddEntityAsync(Row("a", 1));

        TableEntity row = await ReadAsync("a");
        Assert.Equal(204, added.Status);
        Assert.Equal(added.Headers.ETag, row.ETag);
        Assert.Equal(1, row.GetInt32("Value"));
        Assert.NotNull(row.Timestamp);

        RequestFailedException refused = await RefusedAsync(Table.AddEntityAsync(Row("a", 2)));
        Assert.Equal(409, refused.Status);
        Assert.True(refused.ErrorCode == TableErrorCode.EntityAlreadyExists);
        Assert.Equal(1, (await ReadAsync("a")).GetInt32("Value"));
    }

    [Fact]
    public async Task A_missing_row_is_an_error_or_no_value_as_one_asks()
    {
        RequestFailedException refused = await RefusedAsync(Table.GetEntityAsync<TableEntity>("p", "none"));
        NullableResponse<TableEntity> asked = await Table.GetEntityIfExistsAsync<TableEntity>("p", "none");

        Assert.Equal((404, "ResourceNotFound"), (refused.Status, refused.ErrorCode));
        Assert.False(asked.HasValue);
        Assert.Equal(404, asked.GetRawResponse().Status);
        Assert.Throws<InvalidOperationException>(() => asked.Value);
    }

    [Fact]
    public async Task A_row_that_exists_is_a_value()
    {
        await Table.AddEntityAsync(Row("a", 1));

        NullableResponse<TableEntity> asked = await Table.GetEntityIfExistsAsync<TableEntity>("p", "a");

        Assert.True(asked.HasValue);
        Assert.Equal(1, asked.Value!.GetInt32("Value"));
    }

    [Fact]
    public async Task Only_the_selected_properties_are_read()
    {
        await Table.AddEntityAsync(new TableEntity("p", "a") { ["Wanted"] = "yes", ["Unwanted"] = "no" });

        TableEntity row = await Table.GetEntityAsync<TableEntity>("p", "a", ["RowKey", "Wanted"]);

        Assert.Equal(("a", "yes"), (row.RowKey, row.GetString("Wanted")));
        Assert.False(row.ContainsKey("Unwanted"));
    }

    [Theory]
    [InlineData(TableUpdateMode.Merge, true)]
    [InlineData(TableUpdateMode.Replace, false)]
    public async Task An_update_of_the_known_version_keeps_other_properties_only_when_it_merges(TableUpdateMode mode, bool kept)
    {
        await Table.AddEntityAsync(new TableEntity("p", "a") { ["Value"] = 1, ["Other"] = "x" });
        TableEntity known = await ReadAsync("a");

        Response updated = await Table.UpdateEntityAsync(Row("a", 2), known.ETag, mode);

        TableEntity row = await ReadAsync("a");
        Assert.Equal(2, row.GetInt32("Value"));
        Assert.Equal(kept, row.ContainsKey("Other"));
        Assert.Equal(updated.Headers.ETag, row.ETag);
        Assert.NotEqual(known.ETag, row.ETag);
    }

    [Theory]
    [InlineData(TableUpdateMode.Merge)]
    [InlineData(TableUpdateMode.Replace)]
    public async Task An_update_of_a_stale_version_is_refused_with_412(TableUpdateMode mode)
    {
        Response stale = await Table.AddEntityAsync(Row("a", 1));
        await Table.UpdateEntityAsync(Row("a", 2), ETag.All);

        RequestFailedException refused = await RefusedAsync(Table.UpdateEntityAsync(Row("a", 3), stale.Headers.ETag!.Value, mode));

        Assert.Equal((412, "UpdateConditionNotSatisfied"), (refused.Status, refused.ErrorCode));
        Assert.Equal(2, (await ReadAsync("a")).GetInt32("Value"));
    }

    [Fact]
    public async Task Of_writers_that_know_the_same_version_exactly_one_wins()
    {
        Response known = await Table.AddEntityAsync(Row("a"));

        bool[] won = await Task.WhenAll(Enumerable.Range(1, 8).Select(async writer =>
        {
            try
            {
                await Table.UpdateEntityAsync(Row("a", writer), known.Headers.ETag!.Value, TableUpdateMode.Replace);
                return true;
            }
            catch (RequestFailedException refused) when (refused.Status == 412)
            {
                return false;
            }
        }));

        Assert.Single(won, w => w);
    }

    [Fact]
    public async Task An_update_needs_a_version_and_a_row()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Table.UpdateEntityAsync(Row("a"), ifMatch: default));

        RequestFailedException refused = await RefusedAsync(Table.UpdateEntityAsync(Row("none"), ETag.All));
        Assert.Equal((404, "ResourceNotFound"), (refused.Status, refused.ErrorCode));
    }

    [Theory]
    [InlineData(TableUpdateMode.Merge, true)]
    [InlineData(TableUpdateMode.Replace, false)]
    public async Task An_upsert_creates_a_row_or_changes_it(TableUpdateMode mode, bool kept)
    {
        await Table.UpsertEntityAsync(new TableEntity("p", "a") { ["Value"] = 1, ["Other"] = "x" }, mode);
        await Table.UpsertEntityAsync(Row("a", 2), mode);

        TableEntity row = await ReadAsync("a");
        Assert.Equal(2, row.GetInt32("Value"));
        Assert.Equal(kept, row.ContainsKey("Other"));
    }

    [Fact]
    public async Task A_row_is_deleted_unless_its_version_is_another()
    {
        Response stale = await Table.AddEntityAsync(Row("a"));
        Response current = await Table.UpsertEntityAsync(Row("a", 2));

        RequestFailedException refused = await RefusedAsync(Table.DeleteEntityAsync("p", "a", stale.Headers.ETag!.Value));
        Assert.Equal((412, "UpdateConditionNotSatisfied"), (refused.Status, refused.ErrorCode));

        Assert.Equal(204, (await Table.DeleteEntityAsync("p", "a", current.Headers.ETag!.Value)).Status);
        Assert.Empty(await RowKeysAsync());
    }

    [Fact]
    public async Task A_delete_of_a_missing_row_is_no_error()
    {
        Assert.Equal(404, (await Table.DeleteEntityAsync(Row("none"))).Status);
    }

    [Fact]
    public async Task A_property_that_is_null_is_not_stored()
    {
        await Table.AddEntityAsync(new TableEntity("p", "a") { ["Value"] = null, ["Other"] = "x" });

        TableEntity row = await ReadAsync("a");
        Assert.False(row.ContainsKey("Value"));
        Assert.Null(row.GetInt32("Value"));
    }

    [Fact]
    public async Task What_was_read_can_be_written_back()
    {
        await Table.AddEntityAsync(Row("a", 1));
        TableEntity row = await ReadAsync("a");
        row["Value"] = 2;

        await Table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);

        Assert.Equal(
            ["odata.etag", "PartitionKey", "RowKey", "Timestamp", "Value"], (await ReadAsync("a")).Keys.Order(StringComparer.OrdinalIgnoreCase));
        Assert.Equal(2, (await ReadAsync("a")).GetInt32("Value"));
    }

    [Fact]
    public async Task A_row_without_keys_is_refused_before_it_is_sent()
    {
        await Assert.ThrowsAsync<ArgumentNullException>(() => Table.AddEntityAsync(new TableEntity { ["Value"] = 1 }));
        await Assert.ThrowsAsync<ArgumentNullException>(() => Table.UpsertEntityAsync(new TableEntity { PartitionKey = "p" }));
        await Assert.ThrowsAsync<ArgumentException>(() => Table.SubmitTransactionAsync([new(TableTransactionActionType.Add, new TableEntity())]));
    }

    [Fact]
    public async Task A_call_that_is_cancelled_says_so()
    {
        using CancellationTokenSource cancelled = new();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Table.AddEntityAsync(Row("a"), cancelled.Token));

        Assert.Empty(await RowKeysAsync());
    }
}
