using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Dashboard.Facts;
using static AsiFunctions.Domain.Dashboard.Aggregates.Columns;

namespace AsiFunctions.Domain.Dashboard.Aggregates;

/// <summary>How long non-conformances took to be closed; downgrades and upgrades apart. Source: domain notes 2.6. For the Secretariat.</summary>
internal sealed class ClosureTimesAggregate : DashboardAggregate
{
    private static readonly string[] Events = [NonConformanceCells.Closed, "downgraded", "upgraded"];

    public override string Name => "non-conformance-closure";

    public override string Title => "Time to the closure of non-conformances";

    public override bool IsPublic => false;

    public override IReadOnlyList<string> Cubes => [Dashboard.Cubes.NonConformanceEvents];

    public override IReadOnlyList<DashboardFilter> Filters { get; } =
        [new("what", Events), Aggregates.Filters.Standard, Aggregates.Filters.Version, new("level", EnumCode.All<NonConformanceGrade>())];

    public override DashboardTable Count(Cells cells, DashboardQuery query) => new(
        [
            Dimension("what"),
            Dimension("standard"),
            Dimension("version"),
            Dimension("level"),
            Number("count"),
            Days("medianDays"),
            Days("ninetiethDays"),
        ],
        [.. cells.During(Dashboard.Cubes.NonConformanceEvents, query)
            .Where(query, "what", 0).Where(query, "standard", 1).Where(query, "version", 2).Where(query, "level", 3)
            .GroupBy(at => (What: at.Values[0], Standard: at.Values[1], Version: at.Values[2], Level: at.Values[3]))
            .OrderBy(group => group.Key.What, StringComparer.Ordinal)
            .ThenByDescending(group => group.Key.Standard, StringComparer.Ordinal)
            .ThenBy(group => group.Key.Version, StringComparer.Ordinal)
            .ThenBy(group => group.Key.Level, StringComparer.Ordinal)
            .Select(group => (group.Key, Days: group.Histogram(dimension: 4)))
            .Where(group => group.Days.Count > 0)
            .Select(group => (IReadOnlyList<object?>)
            [
                group.Key.What, group.Key.Standard, group.Key.Version, group.Key.Level, group.Days.Sum(at => at.Count), Statistics.Median(group.Days),
                Statistics.Ninetieth(group.Days),
            ])],
        Denominator: null,
        [
            "Calendar days from the last day on site. The level is that at which it was raised.",
            "The median is the value in the middle, or the mean of the two in the middle; the 90th percentile goes by nearest rank.",
        ]);
}
