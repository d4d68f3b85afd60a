using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Duties;
using AsiFunctions.Domain.Dashboard.Facts;
using AsiFunctions.Domain.Time;
using static AsiFunctions.Domain.Dashboard.Aggregates.Columns;

namespace AsiFunctions.Domain.Dashboard.Aggregates;

/// <summary>Certification deadlines by risk, as the duties stand now. For the Secretariat.</summary>
/// <remarks>
/// Source: domain notes 2.3: with under 9 months left and no audit scheduled a member is at real
/// risk (inferred). The other levels are assumptions; all terms are settings
/// (<see cref="DashboardTerms"/>). Days to come are counted: that is what a deadline is.
/// </remarks>
/// <param name="terms">The terms, dated.</param>
internal sealed class DeadlinesAggregate(History<DashboardTerms> terms) : DashboardAggregate
{
    private static readonly string[] Risks = ["overdue", "at-risk", "watch", "on-track", "paused"];

    private static readonly HashSet<string> Scheduled =
        [EnumCode.Of(CertificationProgress.AuditScheduled), EnumCode.Of(CertificationProgress.ReportInOversight)];

    public override string Name => "deadlines";

    public override string Title => "Certification deadlines by risk";

    public override bool IsPublic => false;

    public override IReadOnlyList<string> Cubes => [Dashboard.Cubes.Deadlines];

    public override IReadOnlyList<DashboardFilter> Filters { get; } =
    [
        new("risk", Risks),
        new("goal", EnumCode.All<GoalKind>()),
        new("progress", [DutyCells.NoProgress, .. EnumCode.All<CertificationProgress>()]),
    ];

    public override DashboardTable Count(Cells cells, DashboardQuery query)
    {
        DashboardTerms then = DashboardTerms.On(terms, query.AsOf);
        List<Counted> goals =
        [
            .. cells.Whole(Dashboard.Cubes.Deadlines).Where(query, "goal", 0).Where(query, "progress", 2)
                .Where(at => query.Filter("risk") is not { } risk || Risk(at, query.AsOf, then) == risk),
        ];
        int total = goals.Total();
        return new DashboardTable(
            [Dimension("risk"), Dimension("goal"), Dimension("progress"), Number("members"), Percent(), Denominator("deadlines")],
            [.. goals.SumBy(at => (Risk: Risk(at, query.AsOf, then), Goal: at.Values[0], Progress: at.Values[2]))
                .OrderBy(at => Array.IndexOf(Risks, at.Key.Risk))
                .ThenBy(at => at.Key.Goal, StringComparer.Ordinal)
                .ThenBy(at => at.Key.Progress, StringComparer.Ordinal)
                .Select(
                    at => (IReadOnlyList<object?>)[at.Key.Risk, at.Key.Goal, at.Key.Progress, at.Value, Statistics.Percent(at.Value, total), total])],
            new DashboardDenominator("members with a deadline", total),
            [
                "Deadlines are those of now, also where another day is asked for; the risk is computed for that day.",
                $"At risk: less than {then.AtRisk} left and no audit scheduled. An assumption, configurable.",
                $"Watch: less than {then.Watch} left and no audit scheduled, or less than {then.WatchScheduled} left with one. An assumption, configurable.",
            ]);
    }

    private static string Risk(Counted goal, DateOnly asOf, DashboardTerms terms)
    {
        bool scheduled = Scheduled.Contains(goal.Values[2]);
        return goal.Values[1] switch
        {
            "paused" => "paused",
            "missed" => "overdue",
            _ when goal.Day < asOf => "overdue",
            _ when !scheduled && Within(terms.AtRisk) => "at-risk",
            _ when Within(scheduled ? terms.WatchScheduled : terms.Watch) => "watch",
            _ => "on-track",
        };

        // The milestones of a duty are counted back from the day in the same way.
        bool Within(Period left) => left.Before(goal.Day) < asOf;
    }
}
