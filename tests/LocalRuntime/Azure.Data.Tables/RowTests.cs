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
    }
}
