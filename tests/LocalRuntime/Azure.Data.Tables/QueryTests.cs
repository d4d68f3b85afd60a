using System.Globalization;
using AsiFunctions.Tests.Support;
using Azure;
using Azure.Data.Tables;

namespace AsiFunctions.LocalRuntime.Tables.Tests;

public sealed class QueryTests(AzuriteFixture azurite) : StorageContract(azurite)
{
    private static readonly Guid Id = Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e");
    private static readonly DateTimeOffset Moment = new(2021, 3, 23, 14, 5, 6, TimeSpan.Zero);

    public static TheoryData<string, string> Filters => new()
    {
        { $"{TableClient.CreateQueryFilter($"Text eq {"O'Neill"}")}", "1" },
        { TableClient.CreateQueryFilter($"Int gt {1}"), "2,3" },
        { TableClient.CreateQueryFilter($"Long ge {20_000_000_000L}"), "2,3" },
        { TableClient.CreateQueryFilter($"Double lt {2.0}"), "1" },
        { TableClient.CreateQueryFilter($"Flag eq {true}"), "1,3" },
        { TableClient.CreateQueryFilter($"Moment le {Moment.AddDays(2)}"), "1,2" },
        { TableClient.CreateQueryFilter($"Id eq {Id}"), "1" },
        { TableClient.CreateQueryFilter($"Bytes eq {new byte[] { 1, 255 }}"), "1" },
        { TableClient.CreateQueryFilter($"Int eq {1} or Int eq {3}"), "1,3" },
        { TableClient.CreateQueryFilter($"not (Int eq {2})"), "1,3" },
        { "Int eq 99", "" },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task A_filter_takes_values_of_every_type(string filter, string expected)
    {
        await Table.SubmitTransactionAsync(Enumerable.Range(1, 3)
            .Select(n => new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("p", $"{n}")
            {
                ["Text"] = n == 1 ? "O'Neill" : "other",
                ["Int"] = n,
                ["Long"] = n * 10_000_000_000L,
                ["Double"] = n + 0.5,
                ["Flag"] = n != 2,
                ["Moment"] = Moment.AddDays(n),
                ["Id"] = n == 1 ? Id : Guid.NewGuid(),
                ["Bytes"] = new byte[] { (byte)n, 255 },
            })));

        Assert.Equal(expected, string.Join(',', await RowKeysAsync(filter)));
    }

    [Fact]
    public async Task Rows_come_in_the_order_of_their_keys()
    {
        foreach (string key in new[] { "b", "a", "C", "10", "9" })
        {
            await Table.AddEntityAsync(Row(key));
        }

        await Table.AddEntityAsync(Row("0", partition: "o"));

        Assert.Equal(["0", "10", "9", "C", "a", "b"], await RowKeysAsync());
    }

    [Fact]
    public async Task A_range_of_keys_is_read_by_a_lambda()
    {
        await AddRowsAsync(30);

        string from = Key(10);
        List<string> keys = [];
        await foreach (TableEntity row in Table.QueryAsync<TableEntity>(
            r => r.PartitionKey == "p" && string.Compare(r.RowKey, from) >= 0 && r.RowKey.CompareTo(Key(13)) < 0))
        {
            keys.Add(row.RowKey);
        }

        Assert.Equal([Key(10), Key(11), Key(12)], keys);
    }

    [Fact]
    public async Task All_pages_are_read_one_after_the_other()
    {
        await AddRowsAsync(2_500);

        List<int> pages = [];
        List<string> keys = [];
        await foreach (Page<TableEntity> page in Table.QueryAsync<TableEntity>().AsPages())
        {
            pages.Add(page.Values.Count);
            keys.AddRange(page.Values.Select(r => r.RowKey));
        }

        Assert.Equal([1000, 1000, 500], pages);
        Assert.Equal(Enumerable.Range(0, 2_500).Select(Key), keys);
        Assert.Equal(keys, await RowKeysAsync());
    }

    [Fact]
    public async Task A_continuation_token_goes_on_in_another_client()
    {
        await AddRowsAsync(5);
        string? token = null;
        List<string> keys = [];
        do
        {
            TableClient fresh = new(ConnectionString, Table.Name);
            await using IAsyncEnumerator<Page<TableEntity>> pages = fresh.QueryAsync<TableEntity>(maxPerPage: 2).AsPages(token).GetAsyncEnumerator();
            Assert.True(await pages.MoveNextAsync());
            keys.AddRange(pages.Current.Values.Select(r => r.RowKey));
            token = pages.Current.ContinuationToken;
        }
        while (token is not null);

        Assert.Equal(Enumerable.Range(0, 5).Select(Key), keys);
    }

    [Fact]
    public async Task A_continuation_token_holds_keys_of_any_letters()
    {
        string[] expected = ["a b", "c|d e", "Ä 日", "🏭"];
        foreach (string key in expected)
        {
            await Table.AddEntityAsync(Row(key, partition: "p q"));
        }

        List<string> keys = [];
        await foreach (Page<TableEntity> page in Table.QueryAsync<TableEntity>().AsPages(pageSizeHint: 1))
        {
            keys.AddRange(page.Values.Select(r => r.RowKey));
        }

        Assert.Equal(expected, keys);
    }

    [Fact]
    public async Task Nothing_found_is_one_empty_page()
    {
        List<Page<TableEntity>> pages = [];
        await foreach (Page<TableEntity> page in Table.QueryAsync<TableEntity>().AsPages())
        {
            pages.Add(page);
        }

        Assert.Empty(Assert.Single(pages).Values);
        Assert.Null(pages[0].ContinuationToken);
    }

    [Fact]
    public async Task Only_the_selected_properties_are_read()
    {
        await Table.AddEntityAsync(new TableEntity("p", "a") { ["Wanted"] = 1L, ["Unwanted"] = "no" });

        await foreach (TableEntity row in Table.QueryAsync<TableEntity>(select: ["RowKey", "Wanted"]))
        {
            Assert.Equal(("a", 1L), (row.RowKey, row.GetInt64("Wanted")));
            Assert.False(row.ContainsKey("Unwanted"));
        }
    }

    [Fact]
    public async Task A_query_is_cancelled_between_its_pages()
    {
        await AddRowsAsync(4);
        using CancellationTokenSource cancelling = new();
        int seen = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (TableEntity row in Table.QueryAsync<TableEntity>(maxPerPage: 2).WithCancellation(cancelling.Token))
            {
                seen++;
                await cancelling.CancelAsync();
            }
        });

        Assert.Equal(2, seen);
    }

    [Fact]
    public async Task A_filter_that_the_service_does_not_understand_is_refused()
    {
        Assert.Equal(400, (await RefusedAsync(RowKeysAsync("Value is 1"))).Status);
    }

    private static string Key(int number) => number.ToString("D5", CultureInfo.InvariantCulture);

    private async Task AddRowsAsync(int count)
    {
        foreach (int[] numbers in Enumerable.Range(0, count).Chunk(100))
        {
            await Table.SubmitTransactionAsync(numbers.Select(n => new TableTransactionAction(TableTransactionActionType.Add, Row(Key(n), n))));
        }
    }
}
