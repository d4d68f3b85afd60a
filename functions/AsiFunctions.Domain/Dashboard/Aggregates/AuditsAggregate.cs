using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Dashboard.Facts;
using static AsiFunctions.Domain.Dashboard.Aggregates.Columns;

namespace AsiFunctions.Domain.Dashboard.Aggregates;

/// <summary>Audits by type and year. Source: domain notes 2.8 and 4.1.</summary>
internal sealed class AuditsAggregate : DashboardAggregate
{
    private const string Approved = "approved";
    private const string Declined = "declined";
    private const string Cancelled = "cancelled";

    public override string Name => "audits";

    public override string Title => "Audits by type and year";

    public override IReadOnlyList<string> Cubes => [Dashboard.Cubes.Audits];

    public override IReadOnlyList<DashboardFilter> Filters { get; } =
        [new("type", EnumCode.All<AuditType>()), Aggregates.Filters.Standard, Aggregates.Filters.Version];

    public override IReadOnlyList<TimeGrain> Grains => Slices.Grains;

    public override DashboardTable Count(Cells cells, DashboardQuery query)
    {
        List<Counted> audits =
        [
            .. cells.Between(Dashboard.Cubes.Audits, query).Where(query, "type", 0).Where(query, "standard", 1).Where(query, "version", 2)
                .Where(at => at.Values[3] != Cancelled),
        ];
        return new DashboardTable(
            [
                Dimension("period"),
                Dimension("type"),
                Dimension("standard"),
                Dimension("version"),
                Number("audits"),
                Number("approved"),
                Number("declined"),
                Number("underWay"),
            ],
            [.. audits.GroupBy(at => (Period: query.SliceOf(at.Day), Type: at.Values[0], Standard: at.Values[1], Version: at.Values[2]))
                .Where(group => group.Total() != 0)
                .OrderBy(group => group.Key.Period, StringComparer.Ordinal)
                .ThenBy(group => group.Key.Type, StringComparer.Ordinal)
                .ThenByDescending(group => group.Key.Standard, StringComparer.Ordinal)
                .ThenBy(group => group.Key.Version, StringComparer.Ordinal)
                .Select(group => (IReadOnlyList<object?>)
                [
                    group.Key.Period, group.Key.Type, group.Key.Standard, group.Key.Version, group.Total(), In(group, Approved), In(group, Declined),
                    group.Total() - In(group, Approved) - In(group, Declined),
                ])],
            new DashboardDenominator("audits in the time asked for", audits.Total()),
            [
                "An audit's day is its last one as reported, else as planned; without a plan, that of its opening.",
                "Audits of later days and audits that were called off are left out.",
                "What became of them is as it stands now.",
            ]);
    }

    private static int In(IEnumerable<Counted> audits, string state) => audits.Where(at => at.Values[3] == state).Total();
}
