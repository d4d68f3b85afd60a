using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Time;
using static AsiFunctions.Domain.Time.Dates;

namespace AsiFunctions.Domain.Assurance.NonConformances;

/// <summary>What time does: it reminds who has the ball, and tells the Secretariat once when the day has passed. The task stays open.</summary>
public static partial class NonConformanceProcedure
{
    /// <summary>
    /// True where a reminder's message tells of a non-conformance too: it waits for the same, until
    /// the same day, and has given or will give that reminder. Of those of one audit only the lowest
    /// number writes, so that nobody receives thirty messages on one day.
    /// </summary>
    /// <param name="nonConformance">As stored; also the one that the message is about.</param>
    /// <param name="reminder">The message.</param>
    /// <param name="terms">All terms, dated.</param>
    public static bool IsToldBy(NonConformance nonConformance, Effect.SendMail reminder, History<NonConformanceTerms> terms)
    {
        NonConformanceStep step = nonConformance.Step;
        return reminder.Facts is { } facts
            && facts.GetValueOrDefault("left") is { } left
            && facts.GetValueOrDefault("what") == Code(step.Stage)
            && step.Due is { } due
            && facts.GetValueOrDefault("due") == Iso(due.On)
            && (step.Said.Contains(KeyOf(left)) || Reminders(step, terms).Exists(other => other.Key == KeyOf(left)));
    }

    private static Decision<NonConformance> Pass(NonConformance nonConformance, DateTimeOffset now, History<NonConformanceTerms> terms)
    {
        NonConformanceStep step = nonConformance.Step;
        if (step is { Escalated: false, Due: { } due } && due.IsPast(now))
        {
            return new Decision<NonConformance>.Accepted(
                nonConformance with { Step = step with { Escalated = true } },
                [new CaseEvent("overdue", Actor.Machine, due.Rule)],
                [Mail(NonConformanceMail.Escalation, Role.Secretariat, Urgency.High, ("what", Code(step.Stage)), ("due", Iso(due.On)))]);
        }

        List<Reminder> passed = [.. Reminders(step, terms).Where(reminder => reminder.At <= now)];
        if (passed.Count == 0)
        {
            return Refuse("nothing-due", "Nothing is due yet.");
        }

        // Several at once only after an outage: the latest says it all.
        Reminder last = passed[^1];
        return new Decision<NonConformance>.Accepted(
            nonConformance with { Step = step with { Said = [.. step.Said, .. passed.Select(reminder => reminder.Key)] } },
            [new CaseEvent("reminded", Actor.Machine, last.Key)],
            [
                Mail(
                    last.Template,
                    last.Template == NonConformanceMail.Reminder ? Role.Member : Role.LeadAuditor,
                    Urgency.Normal,
                    ("what", Code(step.Stage)),
                    ("due", Iso(step.Due!.On)),
                    ("left", last.Key[..last.Key.IndexOf(' ', StringComparison.Ordinal)])),
            ]);
    }

    /// <summary>
    /// Those of the step that were not given yet, earliest first; none once it was escalated, and none that lay before the step began.
    /// </summary>
    private static List<Reminder> Reminders(NonConformanceStep step, History<NonConformanceTerms> terms)
    {
        if (step.Escalated || step.Due is not { } due)
        {
            return [];
        }

        NonConformanceTerms current = terms.On(step.Since);
        (IReadOnlyList<Period> before, string template) = step.Stage switch
        {
            NonConformanceStage.Open => (current.PlanReminders, NonConformanceMail.Reminder),
            NonConformanceStage.CapSubmitted => (current.PlanApprovalReminders, NonConformanceMail.ReviewReminder),
            NonConformanceStage.CapApproved => (current.ActionReminders, NonConformanceMail.Reminder),
            _ => (current.VerificationReminders, NonConformanceMail.ReviewReminder),
        };
        return [.. before
            .Select(period => new Reminder(KeyOf($"{period}"), period.Before(due.On), template))
            .Where(reminder => reminder.On > step.Since && !step.Said.Contains(reminder.Key))
            .OrderBy(reminder => reminder.On)];
    }

    private static string KeyOf(string left) => $"{left} left";

    /// <summary>What is due, as messages name it.</summary>
    private static string Code(NonConformanceStage stage) => stage switch
    {
        NonConformanceStage.Open => "action-plan",
        NonConformanceStage.CapSubmitted => "plan-approval",
        NonConformanceStage.CapApproved => "corrective-action",
        _ => "verification",
    };
}
