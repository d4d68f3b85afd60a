using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Time;
using static AsiFunctions.Domain.Time.Dates;

namespace AsiFunctions.Domain.Assurance.Audits;

/// <summary>What the passing of time does: the first day, the last day, reminders, and escalation of what is overdue.</summary>
public static partial class AuditProcedure
{
    private static Decision<Audit> Pass(AuditTurn turn, AuditRules rules) => Next(turn.Audit, rules) switch
    {
        Step.Sleep { Until: var until } when until.IsPast(turn.Now) && turn.Audit.State is AuditState.Planned => Start(turn),
        Step.Sleep { Until: var until } when until.IsPast(turn.Now) => AskForReport(turn),
        Step.Await { Until: { } until } step when until.IsPast(turn.Now) => Escalate(turn, step, until),
        Step.Await { Reminders: [{ } first, ..] } step when first.At <= turn.Now => Remind(turn, step),
        _ => Refuse("out-of-order", "Nothing is due."),
    };

    private static Decision<Audit> Start(AuditTurn turn)
    {
        turn.Say("audit-started", Actor.Machine);
        turn.Enter(new AuditState.InProgress(), since: turn.Audit.Plan!.From);
        AuditReportFile report = AuditReportFile.Begin(turn.Audit.Subject);
        turn.Follow(new Effect.Open(report, [new CaseEvent("report-opened", Actor.Machine)], []));
        return turn.Done();
    }

    private static Decision<Audit> AskForReport(AuditTurn turn)
    {
        DateOnly ended = turn.Audit.Plan!.To;
        turn.Say("audit-ended", Actor.Machine, Iso(ended));
        turn.Enter(new AuditState.ReportAwaited(), Deadline.After(ended, turn.Terms.Report, "audit report"), since: ended);
        return turn.Done();
    }

    /// <summary>One message where several days have passed at once: the last one says it all.</summary>
    private static Decision<Audit> Remind(AuditTurn turn, Step.Await step)
    {
        Reminder[] due = [.. step.Reminders.Where(reminder => reminder.At <= turn.Now)];
        turn.Audit = turn.Audit with { Clock = turn.Audit.Clock with { Said = [.. turn.Audit.Clock.Said, .. due.Select(reminder => reminder.Key)] } };
        turn.Say("reminded", Actor.Machine, due[^1].Key);
        (string, string) date = ("due", Iso(step.Due!.On));
        turn.MailFirm(
            due[^1].Template,
            Urgency.Normal,
            turn.Audit.State is AuditState.InClarification ? [date, ("round", $"{turn.Audit.Clarifications.Count}")] : [date]);
        return turn.Done();
    }

    private static Decision<Audit> Escalate(AuditTurn turn, Step.Await step, Deadline until)
    {
        turn.Audit = turn.Audit with
        {
            Clock =
            turn.Audit.Clock with { Escalated = true, Said = [.. turn.Audit.Clock.Said, .. step.Reminders.Select(reminder => reminder.Key)] }
        };
        turn.Say("overdue", Actor.Machine, until.Rule);
        turn.MailSecretariat(AuditMail.Overdue, ("what", step.What), ("due", Iso(until.On)));
        return turn.Done();
    }
}
