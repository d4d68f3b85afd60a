using AsiFunctions.Domain.Membership;
using static AsiFunctions.Domain.Dashboard.Aggregates.Columns;

namespace AsiFunctions.Domain.Dashboard.Aggregates;

/// <summary>
/// Members in good standing and suspended ones, by class, on a day. For the Secretariat: the public register does not show who is suspended.
/// </summary>
internal sealed class StandingAggregate : DashboardAggregate
{
    private static readonly string[] Standings = ["active", "suspended"];

    public override string Name => "member-standing";

    public override string Title => "Members by standing and class";

    public override bool IsPublic => false;

    public override IReadOnlyList<string> Cubes => [Dashboard.Cubes.Standing];

    public override IReadOnlyList<DashboardFilter> Filters { get; } = [Aggregates.Filters.Class, new("standing", Standings)];

    public override DashboardTable Count(Cells cells, DashboardQuery query)
    {
        List<Counted> members = cells.Held(Dashboard.Cubes.Standing, query).Where(query, "class", 1);
        Dictionary<(string, string), int> counts = members.SumBy(at => (at.Values[1], at.Values[0]));
        Dictionary<string, int> classes = members.SumBy(at => at.Values[1]);
        return new DashboardTable(
            [Dimension("class"), Dimension("standing"), Number("members"), Percent(), Denominator("membersOfClass")],
            [.. from @class in MembershipClasses.All.Select(@class => @class.Code).Where(classes.ContainsKey)
                from standing in Standings
                where query.Filter("standing") is not { } asked || asked == standing
                let count = counts.GetValueOrDefault((@class, standing))
                select (IReadOnlyList<object?>)[@class, standing, count, Statistics.Percent(count, classes[@class]), classes[@class]]],
            new DashboardDenominator("members on the day", members.Total()),
            []);
    }
}
