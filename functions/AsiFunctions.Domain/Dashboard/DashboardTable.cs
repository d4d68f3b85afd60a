using System.Text.Json.Serialization;

namespace AsiFunctions.Domain.Dashboard;

/// <summary>Figures as a table: what the dashboard shows, as JSON and as CSV.</summary>
/// <param name="Columns">First the dimensions, then the figures.</param>
/// <param name="Rows">For each row a value for each column: a text for a dimension, a number for a
/// figure, null where it is suppressed or cannot be computed.</param>
/// <param name="Denominator">What percentages refer to where that is one number for the whole table; null where each row names its own.</param>
/// <param name="Notes">What the reader has to know to read the figures right.</param>
public sealed record DashboardTable(
    IReadOnlyList<DashboardColumn> Columns,
    IReadOnlyList<IReadOnlyList<object?>> Rows,
    DashboardDenominator? Denominator,
    IReadOnlyList<string> Notes);

/// <summary>A column.</summary>
/// <param name="Name">In camelCase: <c>sizeBand</c>.</param>
/// <param name="Kind">What its values are.</param>
public sealed record DashboardColumn(string Name, ColumnKind Kind);

/// <summary>What a percentage refers to.</summary>
/// <param name="Of">What was counted: <c>members on the day</c>.</param>
/// <param name="Count">How many.</param>
public sealed record DashboardDenominator(string Of, int Count);

/// <summary>What the values of a column are.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ColumnKind>))]
public enum ColumnKind
{
    /// <summary>A code, a year, a name that the row is about.</summary>
    [JsonStringEnumMemberName("dimension")]
    Dimension,

    /// <summary>How many; small ones can be suppressed.</summary>
    [JsonStringEnumMemberName("count")]
    Count,

    /// <summary>A percentage with one decimal, computed from counts, never from rounded ones.</summary>
    [JsonStringEnumMemberName("percent")]
    Percent,

    /// <summary>What the row's percentage refers to.</summary>
    [JsonStringEnumMemberName("denominator")]
    Denominator,

    /// <summary>Calendar days.</summary>
    [JsonStringEnumMemberName("days")]
    Days,
}
