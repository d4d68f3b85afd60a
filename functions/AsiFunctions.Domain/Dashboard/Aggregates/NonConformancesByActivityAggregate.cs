using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Dashboard.Facts;
using AsiFunctions.Domain.Membership;
using static AsiFunctions.Domain.Dashboard.Aggregates.Columns;

namespace AsiFunctions.Domain.Dashboard.Aggregates;

/// <summary>Non-conformances by the activities of the audit's scope. Source: domain notes 2.1: one at a site is one of the whole scope.</summary>
internal sealed class NonConformancesByActivityAggregate : DashboardAggregate
{
    public override string Name => "non-conformances-by-activity";

    public override string Title => "Non-conformances by supply chain activity";

    public override bool IsMultiCount => true;

    public override bool SuppressesSmallCounts => true;

    public override IReadOnlyList<string> Cubes => [Dashboard.Cubes.NonConformanceActivities];

    public override IReadOnlyList<DashboardFilter> Filters { get; } =
    [
        Aggregates.Filters.Standard, Aggregates.Filters.Version, new("activity", EnumCode.All<SupplyChainActivity>()),
        new("level", EnumCode.All<NonConformanceGrade>()),
    ];

    public override DashboardTable Count(Cells cells, DashboardQuery query)
    {
        List<Counted> raised = cells.Held(Dashboard.Cubes.NonConformanceActivities, query)
            .Where(query, "standard", 0).Where(query, "version", 1).Where(query, "activity", 2).Where(query, "level", 3);
        Dictionary<(string, string, string, string, string), int> counts =
            raised.SumBy(at => (at.Values[0], at.Values[1], at.Values[2], at.Values[3], at.Values[4]));
        return new DashboardTable(
            [
                Dimension("standard"),
                Dimension("version"),
                Dimension("activity"),
                Dimension("level"),
                Dimension("status"),
                Number("nonConformances"),
                Percent(),
                Denominator("raised"),
            ],
            [.. from total in raised.SumBy(at => (Standard: at.Values[0], Version: at.Values[1], Activity: at.Values[2], Level: at.Values[3]))
                    .OrderByDescending(at => at.Key.Standard, StringComparer.Ordinal)
                    .ThenBy(at => at.Key.Version, StringComparer.Ordinal)
                    .ThenBy(at => at.Key.Activity, StringComparer.Ordinal)
                    .ThenBy(at => at.Key.Level, StringComparer.Ordinal)
                from status in NonConformancesAggregate.Statuses
                let count = counts.GetValueOrDefault((total.Key.Standard, total.Key.Version, total.Key.Activity, total.Key.Level, status))
                select (IReadOnlyList<object?>)
                [
                    total.Key.Standard,
                    total.Key.Version,
                    total.Key.Activity,
                    total.Key.Level,
                    status,
                    count,
                    Statistics.Percent(count, total.Value),
                    total.Value,
                ]],
            Denominator: null,
            ["A non-conformance counts in each activity of its audit's scope: the activities sum to more than there are."]);
    }
}
