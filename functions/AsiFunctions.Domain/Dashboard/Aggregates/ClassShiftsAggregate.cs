using static AsiFunctions.Domain.Dashboard.Aggregates.Columns;
using static AsiFunctions.Domain.Dashboard.Aggregates.Reading;

namespace AsiFunctions.Domain.Dashboard.Aggregates;

/// <summary>Changes of class by direction and time. Source: M&amp;E Insights, March 2021, section 4 and figure 5.</summary>
internal sealed class ClassShiftsAggregate : DashboardAggregate
{
    private const string Before = "fromClass";
    private const string After = "toClass";

    public override string Name => "class-shifts";

    public override string Title => "Shifts between membership classes";

    public override IReadOnlyList<string> Cubes => [Dashboard.Cubes.ClassShifts];

    public override IReadOnlyList<DashboardFilter> Filters { get; } =
        [new(Before, Aggregates.Filters.Class.Values), new(After, Aggregates.Filters.Class.Values)];

    public override IReadOnlyList<TimeGrain> Grains => Slices.Grains;

    public override DashboardTable Count(Cells cells, DashboardQuery query)
    {
        List<Counted> shifts = cells.Between(Dashboard.Cubes.ClassShifts, query).Where(query, Before, 0).Where(query, After, 1);
        Dictionary<(string Period, string Before, string After), int> counts =
            shifts.SelectMany(at => (Counted[])[at, at with { Day = default }])
                .SumBy(at => (at.Day == default ? All : query.SliceOf(at.Day), at.Values[0], at.Values[1]));
        return new DashboardTable(
            [Dimension("period"), Dimension(Before), Dimension(After), Number("shifts")],
            [.. counts
                .OrderBy(at => at.Key.Period == All).ThenBy(at => at.Key.Period, StringComparer.Ordinal)
                .ThenBy(at => at.Key.Before, StringComparer.Ordinal).ThenBy(at => at.Key.After, StringComparer.Ordinal)
                .Select(at => (IReadOnlyList<object?>)[at.Key.Period, at.Key.Before, at.Key.After, at.Value])],
            new DashboardDenominator("shifts in the time asked for", shifts.Total()),
            ["The rows of the period all contain the others."]);
    }
}
