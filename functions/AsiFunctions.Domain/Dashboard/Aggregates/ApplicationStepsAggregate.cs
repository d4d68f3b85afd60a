using AsiFunctions.Domain.Membership;
using static AsiFunctions.Domain.Dashboard.Aggregates.Columns;
using static AsiFunctions.Domain.Dashboard.Aggregates.Reading;

namespace AsiFunctions.Domain.Dashboard.Aggregates;

/// <summary>How long the steps of admissions took that are over. Source: seed 001, section 4. For the Secretariat.</summary>
internal sealed class ApplicationStepsAggregate : DashboardAggregate
{
    private static readonly string[] Steps =
    [
        AdmissionSteps.CompletenessCheck, AdmissionSteps.Resubmission, AdmissionSteps.DueDiligence, AdmissionSteps.NoticeToMembers,
        AdmissionSteps.AnswerObjections, AdmissionSteps.BoardDecision, AdmissionSteps.Payment, AdmissionSteps.Appeal, AdmissionSteps.AppealHearing,
    ];

    public override string Name => "application-steps";

    public override string Title => "Time in each step of admission";

    public override bool IsPublic => false;

    public override IReadOnlyList<string> Cubes => [Dashboard.Cubes.ApplicationSteps];

    public override IReadOnlyList<DashboardFilter> Filters { get; } = [new("step", Steps), new("outcome", [])];

    public override DashboardTable Count(Cells cells, DashboardQuery query)
    {
        List<Counted> steps = cells.During(Dashboard.Cubes.ApplicationSteps, query).Where(query, "step", 0).Where(query, "outcome", 1);
        return new DashboardTable(
            [Dimension("step"), Dimension("outcome"), Number("finished"), Days("medianDays"), Days("ninetiethDays")],
            [.. steps.SelectMany(at => (Counted[])[at, at with { Values = [at.Values[0], All, at.Values[2]] }])
                .GroupBy(at => (Step: at.Values[0], Outcome: at.Values[1]))
                .OrderBy(group => Order(group.Key.Step)).ThenBy(group => group.Key.Step, StringComparer.Ordinal)
                .ThenBy(group => group.Key.Outcome == All).ThenBy(group => group.Key.Outcome, StringComparer.Ordinal)
                .Select(group => Row(group.Key.Step, group.Key.Outcome, group.Histogram(dimension: 2)))],
            new DashboardDenominator("steps that ended in the time asked for", steps.Total()),
            [
                "Calendar days from the step's first day to its end. The rows of the outcome all contain the others of their step.",
                "The median is the value in the middle, or the mean of the two in the middle; the 90th percentile goes by nearest rank.",
            ]);
    }

    private static int Order(string step) => Array.IndexOf(Steps, step) is var place and >= 0 ? place : Steps.Length;

    private static IReadOnlyList<object?> Row(string step, string outcome, List<(int Value, int Count)> days) =>
        [step, outcome, days.Sum(at => at.Count), Statistics.Median(days), Statistics.Ninetieth(days)];
}
