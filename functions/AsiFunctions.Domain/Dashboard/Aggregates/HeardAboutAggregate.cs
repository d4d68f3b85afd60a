using AsiFunctions.Domain.Dashboard.Facts;
using static AsiFunctions.Domain.Dashboard.Aggregates.Columns;

namespace AsiFunctions.Domain.Dashboard.Aggregates;

/// <summary>How new members first heard of ASI; asked since November 2019. Source: M&amp;E Insights, March 2021, section 5 and figure 6.</summary>
internal sealed class HeardAboutAggregate : DashboardAggregate
{
    private static readonly DateOnly AskedSince = new(2019, 11, 1);

    public override string Name => "heard-about";

    public override string Title => "How members first heard of ASI";

    public override IReadOnlyList<string> Cubes => [Dashboard.Cubes.Joins];

    public override IReadOnlyList<DashboardFilter> Filters { get; } = [Aggregates.Filters.Class];

    public override DashboardTable Count(Cells cells, DashboardQuery query)
    {
        List<Counted> joins = cells.During(Dashboard.Cubes.Joins, query, AskedSince).Where(query, "class", 0);
        Counted[] answered = [.. joins.Where(at => at.Values[1] != MemberCells.NotAsked)];
        int total = answered.Total();
        return new DashboardTable(
            [Dimension("answer"), Number("members"), Percent(), Denominator("answered")],
            [.. answered.SumBy(at => at.Values[1])
                .OrderByDescending(at => at.Value).ThenBy(at => at.Key, StringComparer.Ordinal)
                .Select(at => (IReadOnlyList<object?>)[at.Key, at.Value, Statistics.Percent(at.Value, total), total])],
            new DashboardDenominator("new members that answered", total),
            [$"Of {joins.Total()} members that joined in the time asked for, by default since 1 November 2019, {total} answered; later exits do not change it."]);
    }
}
