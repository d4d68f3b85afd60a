using System.Globalization;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Dashboard;

namespace AsiFunctions.Domain.Tests.Dashboard;

/// <summary>Questions to the dashboard, and its answers as lines of text, values with blanks between them.</summary>
internal static class Asking
{
    public static DateOnly Day(string day) => DateOnly.Parse(day, CultureInfo.InvariantCulture);

    public static Cells Of(params IEnumerable<ICase> cases)
    {
        Cells cells = new();
        foreach (ICase @case in cases)
        {
            cells.Add(CaseCells.Of(@case));
        }

        return cells;
    }

    /// <summary>Counts as <c>members 2026-02-18 IU|medium +1</c>, by cube, day and place.</summary>
    public static string[] Lines(this Cells cells, string cube) =>
    [
        .. cells.Where(at => at.Key.Cube == cube)
            .OrderBy(at => at.Key.Day).ThenBy(at => at.Key.Coordinates, StringComparer.Ordinal)
            .Select(at => string.Create(CultureInfo.InvariantCulture, $"{at.Key.Day:yyyy-MM-dd} {at.Key.Coordinates} {at.Value:+0;-0}")),
    ];

    public static DashboardTable Ask(this Cells cells, string name, string asOf, params (string Name, string Value)[] filters) =>
        cells.Ask(name, asOf, from: null, grain: null, filters);

    public static DashboardTable Ask(
        this Cells cells, string name, string asOf, string? from, TimeGrain? grain = null, params (string Name, string Value)[] filters) =>
        DashboardCatalogue.Find(name)!.Count(
            cells, new DashboardQuery(
                Day(asOf), from is null ? null : Day(from), grain, filters.ToDictionary(filter => filter.Name, filter => filter.Value)));

    public static string[] Lines(this DashboardTable table) => [.. table.Rows.Select(Line)];

    /// <summary>The rows that begin with these values.</summary>
    public static string[] Lines(this DashboardTable table, string beginning) =>
        [.. table.Lines().Where(line => line.StartsWith(beginning + " ", StringComparison.Ordinal))];

    /// <summary>The one row that begins with these values.</summary>
    public static string Line(this DashboardTable table, string beginning) => Assert.Single(table.Lines(beginning));

    public static string Heads(this DashboardTable table) => string.Join(' ', table.Columns.Select(column => column.Name));

    private static string Line(IReadOnlyList<object?> row) =>
        string.Join(' ', row.Select(value => value is null ? "–" : Convert.ToString(value, CultureInfo.InvariantCulture)));
}
