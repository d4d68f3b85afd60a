using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Dashboard.Facts;
using static AsiFunctions.Domain.Dashboard.Aggregates.Columns;
using static AsiFunctions.Domain.Dashboard.Aggregates.Reading;

namespace AsiFunctions.Domain.Dashboard.Aggregates;

/// <summary>Non-conformances by principle, criterion, grade and closure. Source: domain notes 2.6 and 5.2.</summary>
internal sealed class NonConformancesAggregate : DashboardAggregate
{
    /// <summary>What a non-conformance can be, in order.</summary>
    internal static IReadOnlyList<string> Statuses { get; } = [NonConformanceCells.Open, NonConformanceCells.Downgraded, NonConformanceCells.Closed];

    public override string Name => "non-conformances";

    public override string Title => "Non-conformances by principle, criterion, level and closure";

    public override bool SuppressesSmallCounts => true;

    public override IReadOnlyList<string> Cubes => [Dashboard.Cubes.NonConformances];

    public override IReadOnlyList<DashboardFilter> Filters { get; } =
    [
        Aggregates.Filters.Standard, Aggregates.Filters.Version, new("principle", []), new("criterion", []),
        new("level", [All, .. EnumCode.All<NonConformanceGrade>()]),
    ];

    public override DashboardTable Count(Cells cells, DashboardQuery query)
    {
        IEnumerable<Counted> raised = cells.Held(Dashboard.Cubes.NonConformances, query).Where(query, "standard", 0).Where(query, "version", 1)
            .SelectMany(at => Hierarchy.WithSums(at, principle: 2, criterion: 3))
            .SelectMany(at => (Counted[])[at, at with { Values = Hierarchy.Replaced(at.Values, (4, All)) }])
            .Where(at => Asks(query, "principle", at.Values[2]) && Asks(query, "criterion", at.Values[3]) && Asks(query, "level", at.Values[4]));
        List<IReadOnlyList<object?>> rows = [];
        foreach (var group in raised
            .GroupBy(at => (Standard: at.Values[0], Version: at.Values[1], Principle: at.Values[2], Criterion: at.Values[3], Level: at.Values[4]))
            .OrderByDescending(group => group.Key.Standard, StringComparer.Ordinal)
            .ThenBy(group => group.Key.Version, StringComparer.Ordinal)
            .ThenBy(group => Hierarchy.Order(group.Key.Principle), StringComparer.Ordinal)
            .ThenBy(group => Hierarchy.Order(group.Key.Criterion), StringComparer.Ordinal)
            .ThenBy(group => group.Key.Level, StringComparer.Ordinal))
        {
            int total = group.Total();
            rows.AddRange(Statuses.Select(status => (Status: status, Count: group.Where(at => at.Values[5] == status).Total())).Select(at =>
                (IReadOnlyList<object?>)
                [
                    group.Key.Standard, group.Key.Version, group.Key.Principle, group.Key.Criterion, group.Key.Level, at.Status, at.Count,
                    Statistics.Percent(at.Count, total), total,
                ]));
        }

        return new DashboardTable(
            [
                Dimension("standard"), Dimension("version"), Dimension("principle"), Dimension("criterion"), Dimension("level"), Dimension("status"),
                Number("nonConformances"), Percent(), Denominator("raised"),
            ],
            rows,
            Denominator: null,
            [
                "The level is that at which it was raised. Downgraded are majors that are open as minors; once closed they are closed.",
                "The share closed is the percentage of the status closed. Rows of all contain the others.",
            ]);
    }

    private static bool Asks(DashboardQuery query, string filter, string value) =>
        query.Filters.GetValueOrDefault(filter) is not { } asked || asked == value;
}
