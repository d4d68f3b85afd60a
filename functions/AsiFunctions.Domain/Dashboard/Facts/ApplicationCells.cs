using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Time;

namespace AsiFunctions.Domain.Dashboard.Facts;

/// <summary>What an application counts for: in its states from day to day, and the steps that are over with what they took.</summary>
/// <remarks>
/// Source: seed 001, section 4; domain notes 2.11. What it was before follows from the steps that are over, each of which is a state's work.
/// </remarks>
internal static class ApplicationCells
{
    public static Cells Of(Application application)
    {
        Cells cells = new();
        string @class = application.Answers.Class.Code;
        foreach (StepTaken step in application.Steps)
        {
            string state = Spans.At(@class, StateOf(step.What), Dates.Iso(step.Since));
            cells.Add(new CellKey(Cubes.Applications, step.Since, state));
            cells.Add(new CellKey(Cubes.Applications, step.On, state), -1);
            cells.Add(CellKey.Of(
                Cubes.ApplicationSteps,
                step.On,
                Coordinate.Of(step.What),
                Coordinate.Of(step.Outcome),
                Coordinate.Of(step.On.DayNumber - step.Since.DayNumber)));
        }

        DateOnly since = Since(application.State);
        cells.Add(CellKey.Of(Cubes.Applications, since, @class, application.State.Name, Dates.Iso(since)));
        return cells;
    }

    /// <summary>The state in which a step is done.</summary>
    internal static string StateOf(string step) => step switch
    {
        AdmissionSteps.CompletenessCheck => "submitted",
        AdmissionSteps.Resubmission => "returned",
        AdmissionSteps.DueDiligence => "due-diligence",
        AdmissionSteps.NoticeToMembers => "notice",
        AdmissionSteps.AnswerObjections => "objections-open",
        AdmissionSteps.BoardDecision => "decision-pending",
        AdmissionSteps.Payment => "approved",
        AdmissionSteps.Appeal => "declined",
        AdmissionSteps.AppealHearing => "appealed",
        _ => Coordinate.Of(step),
    };

    private static DateOnly Since(ApplicationState state) => state switch
    {
        ApplicationState.Submitted s => s.Since,
        ApplicationState.Returned s => s.Since,
        ApplicationState.DueDiligence s => s.Since,
        ApplicationState.Notice s => s.Since,
        ApplicationState.ObjectionsOpen s => s.Since,
        ApplicationState.DecisionPending s => s.Since,
        ApplicationState.Approved s => s.Since,
        ApplicationState.Declined s => s.Since,
        ApplicationState.Appealed s => s.Since,
        ApplicationState.Admitted s => s.On,
        ApplicationState.Lapsed s => s.On,
        ApplicationState.Withdrawn s => s.On,
        ApplicationState.Closed s => s.On,
        _ => throw new InvalidOperationException($"The state {state.GetType().Name} has no first day."),
    };
}
