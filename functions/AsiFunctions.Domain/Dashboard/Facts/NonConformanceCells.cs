using AsiFunctions.Domain.Assurance.NonConformances;
using AsiFunctions.Domain.Certification.Standards;
using static AsiFunctions.Domain.Assurance.NonConformances.NonConformanceRecord;

namespace AsiFunctions.Domain.Dashboard.Facts;

/// <summary>What a non-conformance counts for: its status from day to day, and the days that its closure or a change of its grade took.</summary>
/// <remarks>
/// Source: domain notes 2.6. Raised on the last day on site, from which its terms count. A
/// downgrade is counted apart from a closure; what was downgraded and then closed is closed.
/// </remarks>
internal static class NonConformanceCells
{
    /// <summary>Open, at the grade at which it was raised or above.</summary>
    public const string Open = "open";

    /// <summary>Open, as a minor that was a major.</summary>
    public const string Downgraded = "downgraded";

    /// <summary>Effectively closed.</summary>
    public const string Closed = "closed";

    public static Cells Of(NonConformance nonConformance)
    {
        Cells cells = new();
        DateOnly raised = nonConformance.OnSiteEndedOn;
        string standard = EnumCode.Of(nonConformance.Subject.Standard.Standard);
        string version = Coordinate.Of(nonConformance.Subject.Standard.Version);
        string criterion = Coordinate.Of(nonConformance.Finding.Criterion);
        string grade = EnumCode.Of(nonConformance.Finding.Grade);
        NonConformanceRecord[] turns = [.. (nonConformance.Records ?? []).Where(record => record is Downgrade or Upgrade or Closure)];
        (DateOnly Day, string Status)[] days =
        [
            .. turns.Select(turn => Later(turn.On, raised)).Append(raised).Distinct().Order().Select(day => (day, StatusOn(turns, day))),
        ];
        Spans.Count(cells, Cubes.NonConformances, days.Select(at =>
            (at.Day, (string?)Spans.At(standard, version, CriterionKeys.ChapterOf(criterion), criterion, grade, at.Status))));
        string[] activities = nonConformance.Subject.Activities is { Count: > 0 } some
            ? [.. some.Distinct().Select(EnumCode.Of)]
            : [Coordinate.Unknown];
        foreach (string activity in activities)
        {
            Spans.Count(
                cells, Cubes.NonConformanceActivities, days.Select(at => (at.Day, (string?)Spans.At(standard, version, activity, grade, at.Status))));
        }

        foreach (NonConformanceRecord turn in turns)
        {
            DateOnly day = Later(turn.On, raised);
            cells.Add(
                CellKey.Of(Cubes.NonConformanceEvents, day, turn.Name, standard, version, grade, Coordinate.Of(day.DayNumber - raised.DayNumber)));
        }

        return cells;
    }

    private static string StatusOn(NonConformanceRecord[] turns, DateOnly day)
    {
        NonConformanceRecord[] until = [.. turns.Where(turn => turn.On <= day)];
        if (until.Any(turn => turn is Closure))
        {
            return Closed;
        }

        return until.LastOrDefault() is Downgrade ? Downgraded : Open;
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
