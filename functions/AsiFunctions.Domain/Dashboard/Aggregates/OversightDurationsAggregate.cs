using AsiFunctions.Domain.Assurance.Oversight;
using AsiFunctions.Domain.Dashboard.Facts;
using static AsiFunctions.Domain.Dashboard.Aggregates.Columns;

namespace AsiFunctions.Domain.Dashboard.Aggregates;

/// <summary>
/// What the oversight of audit reports takes: each review by step, the whole, the part of the auditor, the rounds. For the Secretariat.
/// </summary>
/// <remarks>The same methods as the statistics of oversight; here all reviews count that ended, also of audits that are not decided yet.</remarks>
internal sealed class OversightDurationsAggregate : DashboardAggregate
{
    private static readonly string[] Steps = [.. OversightSteps.All.Select(step => step.Name)];
    private static readonly string[] Measures = [AuditCells.ReportToDecision, AuditCells.WithAuditor, AuditCells.Rounds];

    public override string Name => "oversight-durations";

    public override string Title => "Duration of the oversight of audit reports, by step";

    public override bool IsPublic => false;

    public override IReadOnlyList<string> Cubes => [Dashboard.Cubes.OversightSteps, Dashboard.Cubes.Oversight];

    public override IReadOnlyList<DashboardFilter> Filters { get; } = [new("step", [.. Steps, .. Measures])];

    public override DashboardTable Count(Cells cells, DashboardQuery query)
    {
        List<Counted> reviews = cells.During(Dashboard.Cubes.OversightSteps, query);
        List<Counted> decided = cells.During(Dashboard.Cubes.Oversight, query);
        IEnumerable<IReadOnlyList<object?>> rows =
        [
            .. Steps.Select(step => Row(step, "days", reviews.Where(at => at.Values[0] == step).Histogram(dimension: 2))),
            .. Measures.Select(measure => Row(
                measure, measure == AuditCells.Rounds ? "rounds" : "days", decided.Where(at => at.Values[0] == measure).Histogram(dimension: 1))),
        ];
        return new DashboardTable(
            [Dimension("step"), Dimension("unit"), Number("count"), Days("median"), Days("ninetieth")],
            [.. rows.Where(row => query.Filter("step") is not { } step || (string?)row[0] == step)],
            new DashboardDenominator(
                "audits decided in the time asked for", decided.Where(at => at.Values[0] == AuditCells.ReportToDecision).Total()),
            [
                "A step's days run from its opening to its decision; report-to-decision from the first revision.",
                "With-auditor is the part in which clarifications waited for an answer.",
                "The median is the value in the middle, or the mean of the two in the middle; the 90th percentile goes by nearest rank.",
                "The row rounds counts rounds of clarification for each audit, not days.",
            ]);
    }

    private static IReadOnlyList<object?> Row(string step, string unit, List<(int Value, int Count)> values) =>
        [step, unit, values.Sum(at => at.Count), Statistics.Median(values), Statistics.Ninetieth(values)];
}
