using AsiFunctions.Tests.Support;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace AsiFunctions.LocalRuntime.Tables.Tests;

public sealed class TableTests(AzuriteFixture azurite) : StorageContract(azurite)
{
    [Fact]
    public async Task A_table_is_created_once()
    {
        Response<TableItem> again = await Table.CreateIfNotExistsAsync();
        RequestFailedException refused = await RefusedAsync(Table.CreateAsync());

        Assert.Equal((Table.Name, 409), (again.Value.Name, again.GetRawResponse().Status));
        Assert.Equal((409, "TableAlreadyExists"), (refused.Status, refused.ErrorCode));
    }

    [Fact]
    public async Task A_table_that_is_not_there_can_be_deleted_but_not_used()
    {
        TableClient none = Service.GetTableClient("none");

        Assert.Equal(404, (await none.DeleteAsync()).Status);
        Assert.Equal("TableNotFound", (await RefusedAsync(none.AddEntityAsync(Row("a")))).ErrorCode);
        Assert.Equal(404, (await RefusedAsync(none.GetEntityAsync<TableEntity>("p", "a"))).Status);
        TableTransactionFailedException refused = await Assert.ThrowsAsync<TableTransactionFailedException>(
            () => none.SubmitTransactionAsync([new(TableTransactionActionType.Add, Row("a"))]));
        Assert.Equal((404, "TableNotFound"), (refused.Status, refused.ErrorCode));
    }

    [Fact]
    public async Task Tables_are_listed_page_by_page()
    {
        string prefix = $"list{Guid.NewGuid():N}"[..20];
        string[] names = [$"{prefix}a", $"{prefix}b", $"{prefix}c"];
        foreach (string name in names)
        {
            await Service.CreateTableAsync(name);
        }

        List<string> found = [];
        string filter = TableServiceClient.CreateQueryFilter($"TableName ge {prefix} and TableName lt {prefix + "z"}");
        await foreach (Page<TableItem> page in Service.QueryAsync(filter).AsPages(pageSizeHint: 2))
        {
            Assert.InRange(page.Values.Count, 1, 2);
            found.AddRange(page.Values.Select(t => t.Name));
        }

        Assert.Equal(names, found);
        foreach (string name in names)
        {
            Assert.Equal(204, (await Service.DeleteTableAsync(name)).Status);
        }
    }

    [Fact]
    public async Task A_service_creates_a_table_where_there_is_none()
    {
        string name = $"n{Guid.NewGuid():N}";

        Assert.Equal(204, (await Service.CreateTableIfNotExistsAsync(name)).GetRawResponse().Status);
        Assert.Equal(409, (await Service.CreateTableIfNotExistsAsync(name)).GetRawResponse().Status);

        await Service.DeleteTableAsync(name);
    }

    [Fact]
    public async Task A_wrong_key_is_refused()
    {
        TableClient stranger = new(Service.Uri, Table.Name, new TableSharedKeyCredential("devstoreaccount1", Convert.ToBase64String(new byte[64])));

        Assert.Equal(403, (await RefusedAsync(stranger.AddEntityAsync(Row("a")))).Status);
    }
}
