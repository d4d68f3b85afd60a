using AsiFunctions.Domain.Time;
using static AsiFunctions.Domain.Dashboard.Aggregates.Columns;

namespace AsiFunctions.Domain.Dashboard.Aggregates;

/// <summary>Growth of the membership per year, quarter or month, in number and percent.</summary>
/// <remarks>Source: M&amp;E Insights, March 2021, section 1 and figures 1 and 3.</remarks>
internal sealed class GrowthAggregate : DashboardAggregate
{
    public override string Name => "membership-growth";

    public override string Title => "Growth of the membership";

    public override IReadOnlyList<string> Cubes => [Dashboard.Cubes.Members, Dashboard.Cubes.Joins, Dashboard.Cubes.Exits];

    public override IReadOnlyList<DashboardFilter> Filters { get; } = [Aggregates.Filters.Class];

    public override IReadOnlyList<TimeGrain> Grains => Slices.Grains;

    public override DashboardTable Count(Cells cells, DashboardQuery query)
    {
        TimeGrain grain = query.Grain ?? TimeGrain.Year;
        List<Counted> members = cells.Until(Dashboard.Cubes.Members, query).Where(query, "class", 0);
        Dictionary<string, int> gained = members.SumBy(at => query.SliceOf(at.Day));
        Dictionary<string, int> joined = cells.Until(Dashboard.Cubes.Joins, query).Where(query, "class", 0).SumBy(at => query.SliceOf(at.Day));
        Dictionary<string, int> left = cells.Until(Dashboard.Cubes.Exits, query).Where(query, "class", 1).SumBy(at => query.SliceOf(at.Day));
        List<IReadOnlyList<object?>> rows = [];
        int before = 0;
        IEnumerable<Slice> slices = members.Count == 0 ? [] : Slices.Between(members.Min(at => at.Day), query.AsOf, grain);
        foreach (Slice slice in slices)
        {
            int gain = gained.GetValueOrDefault(slice.Label);
            int after = before + gain;
            if (query.From is not { } from || slice.Last >= from)
            {
                rows.Add(
                [
                    slice.Label, Dates.Iso(slice.Last < query.AsOf ? slice.Last : query.AsOf), after, gain, Statistics.Percent(gain, before), before,
                    joined.GetValueOrDefault(slice.Label), left.GetValueOrDefault(slice.Label),
                ]);
            }

            before = after;
        }

        return new DashboardTable(
            [
                Dimension("period"),
                Dimension("until"),
                Number("members"),
                Number("gained"),
                Percent(),
                Denominator("membersBefore"),
                Number("joined"),
                Number("left"),
            ],
            rows,
            Denominator: null,
            [
                "The percentage is what was gained of the members at the end of the period before; there is none for the first one.",
                "The last period ends on the day asked for, and may not be over.",
                "Gained is joined less left; of one class, changes of class are in it too.",
            ]);
    }
}
