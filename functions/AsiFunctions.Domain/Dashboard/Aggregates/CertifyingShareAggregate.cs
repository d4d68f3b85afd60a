using AsiFunctions.Domain.Membership;
using static AsiFunctions.Domain.Dashboard.Aggregates.Columns;

namespace AsiFunctions.Domain.Dashboard.Aggregates;

/// <summary>The share of the classes that commit to certification, PT and IU. Source: M&amp;E Insights, March 2021, section 3.</summary>
internal sealed class CertifyingShareAggregate : DashboardAggregate
{
    public override string Name => "certifying-share";

    public override string Title => "Members of the certifying classes (PT and IU)";

    public override IReadOnlyList<string> Cubes => [Dashboard.Cubes.Members];

    public override DashboardTable Count(Cells cells, DashboardQuery query)
    {
        List<Counted> members = cells.Held(Dashboard.Cubes.Members, query);
        int total = members.Total();
        int certifying = members.Where(at => MembershipClasses.TryParse(at.Values[0], out MembershipClass @class) && @class.HasCertificationDuty)
            .Total();
        return new DashboardTable(
            [Dimension("group"), Number("members"), Percent(), Denominator("allMembers")],
            [
                ["certifying", certifying, Statistics.Percent(certifying, total), total],
                ["other", total - certifying, Statistics.Percent(total - certifying, total), total],
            ],
            new DashboardDenominator("members on the day", total),
            []);
    }
}
