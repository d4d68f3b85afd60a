using System.Globalization;
using static AsiFunctions.Domain.Dashboard.Aggregates.Columns;

namespace AsiFunctions.Domain.Dashboard.Aggregates;

/// <summary>Applications by state on a day, and how long they have been in it. Source: seed 001, section 4. For the Secretariat.</summary>
internal sealed class ApplicationsAggregate : DashboardAggregate
{
    private static readonly string[] States =
    [
        "submitted",
        "returned",
        "due-diligence",
        "notice",
        "objections-open",
        "decision-pending",
        "approved",
        "declined",
        "appealed",
        "admitted",
        "lapsed",
        "withdrawn", "closed",
    ];

    private static readonly HashSet<string> Ends = ["admitted", "lapsed", "withdrawn", "closed"];

    public override string Name => "applications";

    public override string Title => "Applications by state";

    public override bool IsPublic => false;

    public override IReadOnlyList<string> Cubes => [Dashboard.Cubes.Applications];

    public override IReadOnlyList<DashboardFilter> Filters { get; } = [Aggregates.Filters.Class, new("state", States)];

    public override DashboardTable Count(Cells cells, DashboardQuery query)
    {
        List<Counted> applications = cells.Held(Dashboard.Cubes.Applications, query).Where(query, "class", 0).Where(query, "state", 1);
        ILookup<string, (int Value, int Count)> ages = applications
            .SumBy(at => (State: at.Values[1], Since: at.Values[2]))
            .ToLookup(at => at.Key.State, at => (Age(at.Key.Since, query.AsOf), at.Value));
        int total = applications.Total();
        return new DashboardTable(
            [Dimension("state"), Number("applications"), Percent(), Denominator("allApplications"), Days("medianDays"), Days("meanDays")],
            [.. States.Where(ages.Contains).Select(state => Row(state, [.. ages[state]], total))],
            new DashboardDenominator("applications until the day", total),
            [
                "Days are those since the state began, of applications that are not over.",
                "The median is the value in the middle, or the mean of the two in the middle.",
            ]);
    }

    private static IReadOnlyList<object?> Row(string state, List<(int Value, int Count)> ages, int total)
    {
        int count = ages.Sum(at => at.Count);
        bool over = Ends.Contains(state);
        return
        [
            state, count, Statistics.Percent(count, total), total, over ? null : Statistics.Median(ages), over ? null : Statistics.Mean(ages),
        ];
    }

    private static int Age(string since, DateOnly asOf) =>
        asOf.DayNumber - DateOnly.ParseExact(since, "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber;
}
