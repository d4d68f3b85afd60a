using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Time;
using static AsiFunctions.Domain.Time.Dates;

namespace AsiFunctions.Domain.Certification.Duties;

/// <summary>What time does.</summary>
public static partial class DutyProcedure
{
    private static Decision<Duty> Pass(DutyTurn turn, History<CertificationTerms> terms)
    {
        if (PassDeadline(turn) || Remind(turn, terms))
        {
            return turn.Done();
        }

        return Refuse("nothing-due", "Nothing is due yet.");
    }

    /// <summary>All that has passed, as if each had been noticed at its own moment. A person's decision meets the duty as time has made it.</summary>
    private static void PassDeadlines(DutyTurn turn) => PassDeadlines(turn, before: DateOnly.MaxValue);

    /// <summary>As <see cref="PassDeadlines(DutyTurn)"/>, but only what was due before a day.</summary>
    private static void PassDeadlines(DutyTurn turn, DateOnly before)
    {
        while (DueOf(turn.Duty) is { } due && due.On < before && PassDeadline(turn))
        {
        }
    }

    private static Deadline? DueOf(Duty duty) => duty.State switch
    {
        DutyState.Running s => s.Goal.Due,
        DutyState.Missed s => s.Grace,
        _ => null,
    };

    private static bool PassDeadline(DutyTurn turn)
    {
        switch (turn.Duty.State)
        {
            case DutyState.Running s when s.Goal.Due.IsPast(turn.Now):
                Expire(turn, s.Goal);
                return true;
            case DutyState.Missed s when s.Grace.IsPast(turn.Now):
                Forfeit(turn, s);
                return true;
            default:
                return false;
        }
    }

    /// <summary>
    /// The goal's date has passed. A provisional certificate that lapses before the first term is over leaves the rest of that term.
    /// </summary>
    private static void Expire(DutyTurn turn, Goal goal)
    {
        DateOnly after = goal.Due.On.AddDays(1);
        Goal next = DutyGoals.On(turn.Duty, after);
        if (next.Due.On <= goal.Due.On)
        {
            Miss(turn, goal with { Kind = next.Kind });
            return;
        }

        turn.Close(goal, "lapsed", after);
        turn.Enter(new DutyState.Running(next));
        turn.Say("certificate-lapsed", Actor.Machine, next.Due.Rule);
        turn.MailMember(DutyMail.Lapsed, Urgency.High, ("goal", DutyTurn.Code(next.Kind)), ("due", Iso(next.Due.On)));
    }

    private static void Miss(DutyTurn turn, Goal goal)
    {
        // Who was taken over late has the whole grace from then on: nobody loses a membership by being entered.
        DateOnly from = turn.Duty.First?.TakenOverOn is { } taken && taken > goal.Due.On ? taken : goal.Due.On;
        Deadline grace = Deadline.After(from, turn.TermsOn(from).Grace, "grace");
        DateOnly since = from.AddDays(from == goal.Due.On ? 1 : 0);
        turn.Enter(new DutyState.Missed(goal, since, grace, Said: []));
        turn.Say("certification-missed", Actor.Machine, goal.Due.Rule);
        turn.TellMember(new MemberCommand.Suspend(Actor.Machine, SuspensionReason.CertificationOverdue, Text: null) { From = since });
        (string, string)[] facts = [("goal", DutyTurn.Code(goal.Kind)), ("due", Iso(goal.Due.On)), ("grace", Iso(grace.On))];
        turn.MailMember(DutyMail.Missed, Urgency.High, facts);
        turn.MailSecretariat(DutyMail.Missed, facts);
    }

    private static void Forfeit(DutyTurn turn, DutyState.Missed missed)
    {
        DateOnly on = missed.Grace.On.AddDays(1);
        MembershipEnd reason = missed.Goal.Kind is GoalKind.Recertification
            ? MembershipEnd.RecertificationMissed
            : MembershipEnd.CertificationDeadlineMissed;
        turn.Close(missed.Goal, "forfeited", on);
        turn.Enter(new DutyState.Stopped(on, DutyStop.Forfeited));
        turn.Say("forfeited", Actor.Machine, missed.Grace.Rule);
        turn.TellMember(new MemberCommand.End(Actor.Machine, reason, Text: null, Into: null) { From = on });
        (string, string)[] facts =
            [("goal", DutyTurn.Code(missed.Goal.Kind)), ("due", Iso(missed.Goal.Due.On)), ("grace", Iso(missed.Grace.On))];
        turn.MailMember(DutyMail.Forfeited, Urgency.High, facts);
        turn.MailSecretariat(DutyMail.Forfeited, facts);
    }

    private static bool Remind(DutyTurn turn, History<CertificationTerms> terms)
    {
        List<Reminder> due = [.. Reminders(turn.Duty, terms).Where(r => r.At <= turn.Now)];
        if (due.Count == 0)
        {
            return false;
        }

        if (due.Find(r => r.Template is DutyMail.ObligationReminder or DutyMail.ObligationOverdue) is { } beside)
        {
            RemindBeside(
                turn,
                due,
                turn.Duty.Obligations.First(o => o.Closed is null && beside.Key.StartsWith(Obligations.Named(o, ""), StringComparison.Ordinal)));
            return true;
        }

        // Several at once only after an outage: the latest says it all.
        Reminder last = due[^1];
        IEnumerable<string> said = due.Select(r => r.Key);
        turn.Say("reminded", Actor.Machine, last.Key);
        if (turn.Duty.State is DutyState.Missed missed)
        {
            turn.Duty = turn.Duty with { State = missed with { Said = [.. missed.Said, .. said] } };
            turn.MailMember(
                DutyMail.GraceReminder,
                Urgency.High,
                ("goal", DutyTurn.Code(missed.Goal.Kind)),
                ("grace", Iso(missed.Grace.On)),
                ("left", Left(last)));
        }
        else if (turn.Duty.State is DutyState.Running running)
        {
            turn.Duty = turn.Duty with { State = new DutyState.Running(running.Goal with { Said = [.. running.Goal.Said, .. said] }) };
            SendMilestone(turn, running.Goal, last);
        }

        return true;
    }

    private static void SendMilestone(DutyTurn turn, Goal goal, Reminder milestone)
    {
        CertificationProgress progress = turn.Duty.Progress?.Value ?? CertificationProgress.NoSelfAssessment;
        (string, string)[] facts = [("goal", DutyTurn.Code(goal.Kind)), ("due", Iso(goal.Due.On)), ("left", Left(milestone))];
        turn.MailMember(DutyMail.ReminderFor(progress), Urgency.Normal, facts);
        if (milestone.On >= turn.TermsOn(goal.Since).SecretariatFrom.Before(goal.Due.On))
        {
            turn.MailSecretariat(DutyMail.Milestone, [.. facts, ("progress", Code(progress))]);
        }
    }

    private static void RemindBeside(DutyTurn turn, IReadOnlyList<Reminder> due, Obligation obligation)
    {
        List<Reminder> its = [.. due.Where(r => r.Key.StartsWith(Obligations.Named(obligation, ""), StringComparison.Ordinal))];
        Reminder last = its[^1];
        bool overdue = last.Key == Obligations.OverdueKey(obligation);
        IEnumerable<string> said = its.Select(r => r.Key).Where(key => key != Obligations.OverdueKey(obligation));
        Obligation after = obligation with { Said = [.. obligation.Said, .. said], Overdue = overdue };
        turn.Duty = turn.Duty with { Obligations = [.. turn.Duty.Obligations.Select(o => o.Key == obligation.Key ? after : o)] };
        (string, string)[] facts = [("what", DutyTurn.Code(obligation.Kind)), ("due", Iso(obligation.Due.On))];
        if (!overdue)
        {
            turn.Say("reminded", Actor.Machine, last.Key);
            turn.MailMember(DutyMail.ObligationReminder, Urgency.Normal, [.. facts, ("left", Left(last))]);
            return;
        }

        turn.Say("obligation-overdue", Actor.Machine, obligation.Due.Rule);
        turn.MailMember(DutyMail.ObligationOverdue, Urgency.High, facts);
        turn.MailSecretariat(DutyMail.ObligationOverdue, facts);
        if (obligation is { Kind: ObligationKind.PerformanceStandard, Certificate: { } certificate })
        {
            turn.Tell(certificate, new PerformanceStandardMissed(obligation.Due));
        }
    }

    /// <summary>How long before the date a milestone lies, as the terms write it: <c>P6M</c>.</summary>
    private static string Left(Reminder milestone)
    {
        string key = milestone.Key[(milestone.Key.IndexOf(": ", StringComparison.Ordinal) is >= 0 and int at ? at + 2 : 0)..];
        return key[..key.IndexOf(' ', StringComparison.Ordinal)];
    }

    private static string Code(CertificationProgress progress) => progress switch
    {
        CertificationProgress.SelfAssessmentSubmitted => "self-assessment-submitted",
        CertificationProgress.AuditScheduled => "audit-scheduled",
        CertificationProgress.ReportInOversight => "report-in-oversight",
        _ => "no-self-assessment",
    };
}
