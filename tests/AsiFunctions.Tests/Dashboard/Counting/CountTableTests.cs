using AsiFunctions.Dashboard.Counting;
using AsiFunctions.Dashboard.Figures;
using Azure.Data.Tables;

namespace AsiFunctions.Tests.Dashboard.Counting;

/// <summary>What is written stays within what the service takes: 4 MiB a transaction, 64 KiB a property, 1 MiB a row.</summary>
public sealed class CountTableTests
{
    [Fact]
    public async Task Large_pages_go_few_at_a_time_and_small_ones_many()
    {
        TableEntity[] rows =
        [
            .. Enumerable.Range(0, 3).Select(number => new TableEntity("1", $"large {number}") { ["Cells0"] = new string('x', 400_000) }),
            .. Enumerable.Range(0, 30).Select(number => new TableEntity("1", $"small {number}") { ["Cells0"] = "{}" }),
        ];

        IReadOnlyList<TableEntity>[] batches = await CountTable.BatchesAsync(rows.ToAsyncEnumerable()).ToArrayAsync();

        Assert.Equal([1, 1, 20, 11], batches.Select(batch => batch.Count));
        Assert.Equal(rows, batches.SelectMany(batch => batch));
    }

    [Fact]
    public void A_figure_of_thousands_of_rows_fits_into_a_row_of_the_table()
    {
        string json = string.Concat(Enumerable.Range(0, 5_000)
            .Select(number => $$"""{"standard":"PS","version":"V3","criterion":"{{number}}","count":{{number * 7919 % 1000}}},"""));
        Figure figure = new(
            "non-conformances", $"[{json}]", string.Concat(Enumerable.Range(0, 5_000).Select(number => $"PS,V3,{number},CC BY 4.0 – ASI\r\n")));

        TableEntity row = FigureStore.ToRow(figure);

        Assert.All(row.Select(property => property.Value).OfType<byte[]>(), piece => Assert.True(piece.Length <= 64 * 1024));
        Assert.True(row.Select(property => property.Value).OfType<byte[]>().Sum(piece => piece.Length) < 160_000);
        Assert.Equal(figure, FigureStore.FromRow(row));
    }
}
