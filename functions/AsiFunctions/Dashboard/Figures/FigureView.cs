using System.Text.Json.Nodes;
using AsiFunctions.Domain.Dashboard;

namespace AsiFunctions.Dashboard.Figures;

/// <summary>A figure as it is shown.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Title">What it shows.</param>
/// <param name="AsOf">The day whose state it shows.</param>
/// <param name="From">The first day of what is counted over time; null: from the beginning.</param>
/// <param name="Grain">How time is divided; null where it is not, or as the figure does by itself.</param>
/// <param name="Filters">What it is restricted to.</param>
/// <param name="Generation">The generation of counts it was made of.</param>
/// <param name="CountedAt">When the counts were last brought up to date.</param>
/// <param name="Snapshot">By which it can be asked for again, unchanged; null where it was not frozen.</param>
/// <param name="Denominator">What percentages refer to where that is one number for all rows.</param>
/// <param name="MultiCount">True where one thing counts in several rows: the rows sum to more than there are.</param>
/// <param name="SuppressedBelow">Counts from 1 to below this are left out; null where nothing is.</param>
/// <param name="Columns">The columns, in order.</param>
/// <param name="Rows">The rows; each has its columns by name.</param>
/// <param name="Notes">What the reader has to know.</param>
/// <param name="Licence">Under which terms it may be used.</param>
public sealed record FigureView(
    string Name,
    string Title,
    DateOnly AsOf,
    DateOnly? From,
    TimeGrain? Grain,
    IReadOnlyDictionary<string, string> Filters,
    int Generation,
    DateTimeOffset CountedAt,
    string? Snapshot,
    DashboardDenominator? Denominator,
    bool MultiCount,
    int? SuppressedBelow,
    IReadOnlyList<DashboardColumn> Columns,
    IReadOnlyList<JsonObject> Rows,
    IReadOnlyList<string> Notes,
    Licence Licence);

/// <summary>Under which terms a figure may be used.</summary>
/// <param name="Name">The licence's short name.</param>
/// <param name="Attribution">Who is to be named.</param>
/// <param name="Url">Its text.</param>
public sealed record Licence(string Name, string Attribution, string Url)
{
    /// <summary>Of all public figures. Source: ASI's dashboard page (domain notes 4.4).</summary>
    public static Licence Dashboard { get; } =
        new("CC BY 4.0", "Aluminium Stewardship Initiative (ASI)", "https://creativecommons.org/licenses/by/4.0/");

    /// <summary>In one line, for tables.</summary>
    public string Line => $"{Name}, {Attribution}";
}
