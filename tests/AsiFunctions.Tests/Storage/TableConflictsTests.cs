using AsiFunctions.Storage;
using AsiFunctions.Tests.Support;
using Azure;
using Azure.Data.Tables;

namespace AsiFunctions.Tests.Storage;

/// <summary>That somebody else was faster is told by null; every other refusal is a failure.</summary>
[Collection(nameof(OnAzurite))]
public sealed class TableConflictsTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_row_that_is_there_already_is_not_added_again()
    {
        TableClient table = await TableAsync();
        Assert.NotNull(await table.TryPutAsync(Row("first"), null, default));

        Assert.Null(await table.TryPutAsync(Row("second"), null, default));
        Assert.Null(await table.TrySubmitAsync([new(TableTransactionActionType.Add, Row("second"))], default));
        Assert.Equal("first", await ReadAsync(table));
    }

    [Fact]
    public async Task A_row_that_has_changed_is_not_replaced()
    {
        TableClient table = await TableAsync();
        ETag old = (await table.TryPutAsync(Row("first"), null, default))!.Headers.ETag!.Value;
        Assert.NotNull(await table.TryPutAsync(Row("second"), old, default));

        Assert.Null(await table.TryPutAsync(Row("third"), old, default));
        Assert.Null(await table.TrySubmitAsync([new(TableTransactionActionType.UpdateReplace, Row("third"), old)], default));
        Assert.Equal("second", await ReadAsync(table));
    }

    [Fact]
    public async Task A_row_that_is_gone_is_not_replaced()
    {
        TableClient table = await TableAsync();
        ETag old = (await table.TryPutAsync(Row("first"), null, default))!.Headers.ETag!.Value;
        await table.DeleteEntityAsync("p", "r");

        Assert.Null(await table.TryPutAsync(Row("second"), old, default));
        Assert.Null(await table.TrySubmitAsync([new(TableTransactionActionType.UpdateReplace, Row("second"), old)], default));
    }

    [Fact]
    public async Task A_missing_table_is_a_failure_and_not_somebody_who_was_faster()
    {
        TableClient table = new(azurite.ConnectionString, $"Missing{Guid.NewGuid():N}");

        await Assert.ThrowsAsync<RequestFailedException>(() => table.TryPutAsync(Row("first"), null, default));
        await Assert.ThrowsAnyAsync<RequestFailedException>(() => table.TrySubmitAsync([new(TableTransactionActionType.Add, Row("first"))], default));
    }

    private static TableEntity Row(string text) => new("p", "r") { ["Text"] = text };

    private static async Task<string?> ReadAsync(TableClient table) => (await table.GetEntityAsync<TableEntity>("p", "r")).Value.GetString("Text");

    private async Task<TableClient> TableAsync()
    {
        TableClient table = new(azurite.ConnectionString, $"Conflicts{Guid.NewGuid():N}");
        await table.CreateAsync();
        return table;
    }
}
