using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Assurance.Oversight;

namespace AsiFunctions.Domain.Dashboard.Facts;

/// <summary>What an audit counts for: itself, on its last day, and what its oversight took. Sources: domain notes 2.8 and 4.1.</summary>
/// <remarks>
/// Its year is that of its last day as the latest revision of the report has it, else as planned; before there is a plan, of its opening.
/// </remarks>
internal static class AuditCells
{
    /// <summary>Days from the first revision to the decision.</summary>
    public const string ReportToDecision = "report-to-decision";

    /// <summary>Of them, days in which a clarification waited for its answer.</summary>
    public const string WithAuditor = "with-auditor";

    /// <summary>Rounds of clarification.</summary>
    public const string Rounds = "rounds";

    /// <summary>The level of an audit that released none.</summary>
    public const string NoLevel = "none";

    public static Cells Of(Audit audit)
    {
        Cells cells = new();
        AuditSubject subject = audit.Subject;
        cells.Add(CellKey.Of(
            Cubes.Audits,
            DayOf(audit),
            EnumCode.Of(subject.Type),
            EnumCode.Of(subject.Standard.Standard),
            Coordinate.Of(subject.Standard.Version),
            audit.State.Name,
            audit.State is AuditState.Approved && audit.Decision?.Level is { } level ? EnumCode.Of(level) : NoLevel));
        if (OversightFacts.Of(audit) is { } facts)
        {
            Count(cells, facts);
        }

        return cells;
    }

    private static void Count(Cells cells, OversightFacts facts)
    {
        foreach (StepFact step in facts.Steps)
        {
            cells.Add(CellKey.Of(Cubes.OversightSteps, step.FinishedOn, step.Step.Name, EnumCode.Of(step.Result), Coordinate.Of(step.Days)));
        }

        if (facts is { DecidedOn: { } decided, Days: { } days })
        {
            cells.Add(CellKey.Of(Cubes.Oversight, decided, ReportToDecision, Coordinate.Of(days)));
            cells.Add(CellKey.Of(Cubes.Oversight, decided, WithAuditor, Coordinate.Of(facts.DaysWithAuditor)));
            cells.Add(CellKey.Of(Cubes.Oversight, decided, Rounds, Coordinate.Of(facts.Rounds)));
        }
    }

    private static DateOnly DayOf(Audit audit) => audit.Latest?.Days?.EndedOn ?? audit.Plan?.To ?? audit.OpenedOn;
}
