using AsiFunctions.Domain.Dashboard.Facts;
using AsiFunctions.Domain.Membership;
using static AsiFunctions.Domain.Dashboard.Aggregates.Columns;
using static AsiFunctions.Domain.Dashboard.Aggregates.Reading;

namespace AsiFunctions.Domain.Dashboard.Aggregates;

/// <summary>Members by class and size band on a day. Source: M&amp;E Insights, March 2021, section 2 and figures 2 and 4.</summary>
internal sealed class MembersAggregate : DashboardAggregate
{
    /// <summary>PT, IU, DS and GS together.</summary>
    public const string TurnoverBased = "turnover-based";

    /// <summary>CS and AS together.</summary>
    public const string StaffBased = "staff-based";

    public override string Name => "members";

    public override string Title => "Members by class and size";

    public override IReadOnlyList<string> Cubes => [Dashboard.Cubes.Members];

    public override IReadOnlyList<DashboardFilter> Filters { get; } =
    [
        new("class", [.. MembershipClasses.All.Select(@class => @class.Code), TurnoverBased, StaffBased, All]),
        new("sizeBand", [.. EnumCode.All<SizeBand>(), All]),
    ];

    public override DashboardTable Count(Cells cells, DashboardQuery query)
    {
        List<Counted> members = cells.Held(Dashboard.Cubes.Members, query);
        int total = members.Total();
        List<IReadOnlyList<object?>> rows = [];
        foreach ((string name, string[] classes) in Groups().Where(group => Asks(query, "class", group.Name)))
        {
            List<Counted> group = [.. members.Where(at => classes.Contains(at.Values[0]))];
            int size = group.Total();
            foreach (string band in EnumCode.All<SizeBand>().Append(All).Where(band => Asks(query, "sizeBand", band)))
            {
                int count = group.Where(at => band == All || at.Values[1] == band).Total();
                rows.Add([name, band, count, Statistics.Percent(count, size), size, Statistics.Percent(count, total)]);
            }
        }

        return new DashboardTable(
            [
                Dimension("class"),
                Dimension("sizeBand"),
                Number("members"),
                Percent("percentOfClass"),
                Denominator("membersOfClass"),
                Percent("percentOfMembers"),
            ],
            rows,
            new DashboardDenominator("members on the day", total),
            [
                "Suspended members are members.",
                "The rows of turnover-based (PT, IU, DS, GS), staff-based (CS, AS) and all contain the members of the classes' rows; so do those of all size bands.",
                "Size bands are measured by annual turnover or by staff; very-large exists for turnover only.",
            ]);
    }

    private static bool Asks(DashboardQuery query, string filter, string value) =>
        query.Filters.GetValueOrDefault(filter) is not { } asked || asked == value;

    private static IEnumerable<(string Name, string[] Classes)> Groups()
    {
        foreach (MembershipClass @class in MembershipClasses.All)
        {
            yield return (@class.Code, [@class.Code]);
        }

        yield return (TurnoverBased, Of(@class => @class.SizeBasis is SizeBasis.Turnover));
        yield return (StaffBased, Of(@class => @class.SizeBasis is SizeBasis.Staff));
        yield return (All, Of(_ => true));
    }

    private static string[] Of(Func<MembershipClass, bool> belongs) => [.. MembershipClasses.All.Where(belongs).Select(@class => @class.Code)];
}
