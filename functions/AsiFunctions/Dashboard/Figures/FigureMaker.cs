using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AsiFunctions.Dashboard.Counting;
using AsiFunctions.Domain.Dashboard;
using CsvHelper;
using CsvHelper.Configuration;

namespace AsiFunctions.Dashboard.Figures;

/// <summary>Makes figures of counts: as JSON, and as a table that says for itself what day it shows and how it may be used.</summary>
public sealed class FigureMaker(DashboardSettings settings)
{
    private static readonly CsvConfiguration Csv = new(CultureInfo.InvariantCulture) { NewLine = "\r\n" };
    private static readonly SearchValues<char> FormulaSigns = SearchValues.Create("=+-@\t\r");

    /// <summary>Makes a figure.</summary>
    /// <param name="aggregate">Which.</param>
    /// <param name="cells">The counts of its cubes.</param>
    /// <param name="query">What is asked.</param>
    /// <param name="state">How far the counts go.</param>
    /// <param name="isPublic">True to suppress small counts where entities could be recognised.</param>
    /// <param name="snapshot">The name under which it is frozen; null where it is not.</param>
    public Figure Make(DashboardAggregate aggregate, Cells cells, DashboardQuery query, CountState state, bool isPublic, string? snapshot = null)
    {
        int smallest = settings.SmallestCountOn(query.AsOf);
        bool suppressed = isPublic && aggregate.SuppressesSmallCounts;
        DashboardTable table = aggregate.Count(cells, query);
        if (suppressed)
        {
            table = SmallCounts.Suppress(table, smallest);
        }

        FigureView view = new(
            aggregate.Name,
            aggregate.Title,
            query.AsOf,
            query.From,
            query.Grain,
            query.Filters,
            state.Generation,
            state.At,
            snapshot,
            table.Denominator,
            aggregate.IsMultiCount,
            suppressed ? smallest : null,
            table.Columns,
            [.. table.Rows.Select(row => RowOf(table.Columns, row))],
            table.Notes,
            Licence.Dashboard);
        return new Figure(aggregate.Name, JsonSerializer.Serialize(view, Json.Options), CsvOf(aggregate, query, table, state));
    }

    private static JsonObject RowOf(IReadOnlyList<DashboardColumn> columns, IReadOnlyList<object?> values) =>
        new(columns.Zip(values, (column, value) => new KeyValuePair<string, JsonNode?>(
            column.Name, value is null ? null : JsonSerializer.SerializeToNode(value, Json.Options))));

    private static string CsvOf(DashboardAggregate aggregate, DashboardQuery query, DashboardTable table, CountState state)
    {
        using StringWriter text = new(CultureInfo.InvariantCulture);
        using CsvWriter csv = new(text, Csv);
        foreach (string name in table.Columns.Select(column => column.Name).Concat(["asOf", "generation", "licence"]))
        {
            csv.WriteField(name);
        }

        csv.NextRecord();
        string asOf = query.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        foreach (IReadOnlyList<object?> row in table.Rows)
        {
            foreach (object? value in row)
            {
                csv.WriteField(Shown(value));
            }

            csv.WriteField(asOf);
            csv.WriteField(state.Generation);
            csv.WriteField(Licence.Dashboard.Line + (aggregate.IsMultiCount ? "; rows overlap" : ""));
            csv.NextRecord();
        }

        csv.Flush();
        return text.ToString();
    }

    // A text that begins like a formula is shown by spreadsheets, not computed. Numbers are left alone, which the writer's own escaping does not: -3
    // is no formula.
    private static string? Shown(object? value) =>
        value is string { Length: > 0 } text && FormulaSigns.Contains(text[0]) ? $"'{text}" : Convert.ToString(value, CultureInfo.InvariantCulture);
}
