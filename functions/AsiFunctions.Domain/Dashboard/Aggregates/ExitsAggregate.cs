using AsiFunctions.Domain.Dashboard.Facts;
using AsiFunctions.Domain.Membership;
using static AsiFunctions.Domain.Dashboard.Aggregates.Columns;
using static AsiFunctions.Domain.Dashboard.Aggregates.Reading;

namespace AsiFunctions.Domain.Dashboard.Aggregates;

/// <summary>Memberships that ended, by time and reason; true losses apart from those that stay under another member.</summary>
/// <remarks>Source: M&amp;E Insights, March 2021, section 6 and figure 7; domain notes 1.7: headline retention leaves the latter out.</remarks>
internal sealed class ExitsAggregate : DashboardAggregate
{
    /// <summary>Lost to ASI.</summary>
    public const string TrueLoss = "true-loss";

    /// <summary>Stays under another member.</summary>
    public const string Transfer = "transfer";

    private static readonly Dictionary<string, string> Kinds =
        Enum.GetValues<MembershipEnd>().ToDictionary(EnumCode.Of, reason => reason.IsTrueLoss ? TrueLoss : Transfer);

    public override string Name => "exits";

    public override string Title => "Memberships that ended, and retention";

    public override IReadOnlyList<string> Cubes => [Dashboard.Cubes.Exits, Dashboard.Cubes.Members];

    public override IReadOnlyList<DashboardFilter> Filters { get; } =
        [Aggregates.Filters.Class, new("kind", [TrueLoss, Transfer]), new("reason", EnumCode.All<MembershipEnd>())];

    public override IReadOnlyList<TimeGrain> Grains => Slices.Grains;

    public override DashboardTable Count(Cells cells, DashboardQuery query)
    {
        int members = cells.Held(Dashboard.Cubes.Members, query).Where(query, "class", 0).Total();
        List<Counted> exits =
        [
            .. cells.Between(Dashboard.Cubes.Exits, query).Where(query, "class", 1).Where(query, "reason", 0)
                .Where(at => query.Filter("kind") is not { } kind || KindOf(at) == kind),
        ];
        List<IReadOnlyList<object?>> rows = [.. Rows(exits, at => query.SliceOf(at.Day), members), .. Rows(exits, _ => All, members)];
        foreach (string kind in (string[])[TrueLoss, Transfer])
        {
            int ended = exits.Where(at => KindOf(at) == kind).Total();
            rows.Add([All, kind, All, ended, Statistics.Percent(ended, members), members, kind == TrueLoss ? Retained(query, ended, members) : null]);
        }

        int total = exits.Total();
        rows.Add([All, All, All, total, Statistics.Percent(total, members), members, null]);
        return new DashboardTable(
            [
                Dimension("period"), Dimension("kind"), Dimension("reason"), Number("ended"), Percent(), Denominator("membersOnTheDay"),
                Percent("retainedPercent"),
            ],
            rows,
            new DashboardDenominator("members on the day", members),
            [
                "A transfer stays with ASI under another member. Retention is what the true losses leave: retainedPercent in the row of all true losses.",
                "Percentages are of the members on the day asked for, whatever the period.",
                "The rows of the period all contain those of the periods, and among them the reason all contains the reasons.",
            ]);
    }

    // Of some reasons only it would say too much, and of a class that has lost more than it has members left, nothing.
    private static decimal? Retained(DashboardQuery query, int lost, int members) =>
        query.Filter("reason") is null && query.Filter("kind") is not Transfer && lost <= members
            ? Statistics.Percent(members - lost, members)
            : null;

    private static string KindOf(Counted exit) => Kinds.GetValueOrDefault(exit.Values[0], TrueLoss);

    private static IEnumerable<IReadOnlyList<object?>> Rows(List<Counted> exits, Func<Counted, string> period, int members) =>
        exits.SumBy(at => (Period: period(at), Kind: KindOf(at), Reason: at.Values[0]))
            .OrderBy(at => at.Key.Period, StringComparer.Ordinal)
            .ThenBy(at => at.Key.Kind, StringComparer.Ordinal)
            .ThenBy(at => at.Key.Reason, StringComparer.Ordinal)
            .Select(at => (IReadOnlyList<object?>)[
                at.Key.Period,
                at.Key.Kind,
                at.Key.Reason,
                at.Value,
                Statistics.Percent(at.Value, members),
                members,
                null,
            ]);
}
