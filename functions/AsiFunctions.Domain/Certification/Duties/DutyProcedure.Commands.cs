using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Time;
using static AsiFunctions.Domain.Certification.Duties.DutyCommand;
using static AsiFunctions.Domain.Time.Dates;

namespace AsiFunctions.Domain.Certification.Duties;

/// <summary>What people decide about a duty.</summary>
public static partial class DutyProcedure
{
    /// <summary>What a command makes of a duty. Deadlines that are past take effect before a person's command does.</summary>
    /// <param name="duty">The duty as stored.</param>
    /// <param name="command">What somebody wants.</param>
    /// <param name="now">The instant.</param>
    /// <param name="terms">All terms, dated.</param>
    public static Decision<Duty> Decide(Duty duty, DutyCommand command, DateTimeOffset now, History<CertificationTerms> terms)
    {
        DutyTurn turn = new(duty, now, terms);
        if (command is TimePasses)
        {
            return Pass(turn, terms);
        }

        if (command.By.Role != Role.Secretariat && command is not (RenewCalendar or Confirm))
        {
            return Refuse("wrong-role", "Only the Secretariat may decide about a certification deadline.");
        }

        PassDeadlines(turn);
        return command switch
        {
            Extend c => Prolong(turn, c),
            DutyCommand.Pause c => Halt(turn, c),
            Resume c => GoOn(turn, c),
            ContinueClock c => Settle(turn, c, c.Reason, fresh: false),
            NewClock c => Settle(turn, c, c.Reason, fresh: true),
            Finish c => Fulfil(turn, c),
            RenewCalendar c => Renew(turn, c),
            Confirm => Confirmed(turn),
            _ => throw new InvalidOperationException($"The command {command.GetType().Name} is unknown."),
        };
    }

    private static Decision<Duty> Prolong(DutyTurn turn, Extend command)
    {
        if (string.IsNullOrWhiteSpace(command.Reason))
        {
            return Refuse("reason-required", "Say why the deadline is extended; the member reads it.");
        }

        if (turn.Duty.State is not (DutyState.Running or DutyState.Missed) || turn.Duty.Goal is not { } goal)
        {
            return Refuse("out-of-order", "No certification deadline runs that could be extended; a paused clock has to go on first.");
        }

        if (goal.Kind is GoalKind.Conversion)
        {
            return Refuse(
                "conversion", "A provisional certificate cannot be extended here: convert it, or let it lapse into what is left of the first term.");
        }

        if (command.To <= goal.Due.On || command.To <= turn.Today)
        {
            return Refuse("date-out-of-range", $"The new date lies after the old one ({Day(goal.Due.On)}) and after today ({Day(turn.Today)}).");
        }

        bool missed = turn.Duty.State is DutyState.Missed;
        Deadline due = new(command.To, $"extended on {Iso(turn.Today)} from {Iso(goal.Due.On)}");
        Move(turn, goal, due, "extension", command.By, command.Reason);
        turn.Say("deadline-extended", command.By, command.Reason);
        turn.MailMember(
            DutyMail.Extended, Urgency.High, ("goal", DutyTurn.Code(goal.Kind)), ("due", Iso(due.On)), ("before", Iso(goal.Due.On)));
        if (missed)
        {
            Cure(turn, "extension", turn.Today);
        }

        return turn.Done();
    }

    private static Decision<Duty> Halt(DutyTurn turn, DutyCommand.Pause command)
    {
        if (string.IsNullOrWhiteSpace(command.Reason))
        {
            return Refuse("reason-required", "Say why the clock is paused; the member reads it.");
        }

        if (turn.Duty.State is not (DutyState.Running or DutyState.Missed) || turn.Duty.Goal is not { } goal)
        {
            return Refuse("out-of-order", "No clock runs that could be paused.");
        }

        Deadline? grace = (turn.Duty.State as DutyState.Missed)?.Grace;
        turn.Enter(new DutyState.Paused(goal, turn.Today, grace, command.Reason));
        turn.Say("clock-paused", command.By, command.Reason);
        turn.MailMember(DutyMail.Paused, Urgency.High, ("goal", DutyTurn.Code(goal.Kind)), ("on", Iso(turn.Today)));
        return turn.Done();
    }

    /// <summary>The dates move by the days that did not count. A provisional certificate's own expiry does not wait for anybody.</summary>
    private static Decision<Duty> GoOn(DutyTurn turn, Resume command)
    {
        if (string.IsNullOrWhiteSpace(command.Reason))
        {
            return Refuse("reason-required", "Say why the clock goes on; the member reads it.");
        }

        if (turn.Duty.State is not DutyState.Paused paused)
        {
            return Refuse("out-of-order", "The clock is not paused.");
        }

        int days = turn.Today.DayNumber - paused.Since.DayNumber;
        string rule = $"paused from {Iso(paused.Since)} to {Iso(turn.Today)}";
        if (paused.Grace is { } grace)
        {
            turn.Enter(new DutyState.Missed(paused.Goal, turn.Today, new Deadline(grace.On.AddDays(days), $"grace, {rule}"), Said: []));
        }
        else if (paused.Goal.Kind is GoalKind.Conversion || days == 0)
        {
            turn.Enter(new DutyState.Running(paused.Goal with { After = turn.Today }));
        }
        else
        {
            Move(turn, paused.Goal, new Deadline(paused.Goal.Due.On.AddDays(days), $"{rule}, before {Iso(paused.Goal.Due.On)}"), "pause", command.By, command.Reason);
        }

        turn.Say("clock-resumed", command.By, command.Reason);
        Deadline due = (turn.Duty.State as DutyState.Missed)?.Grace ?? turn.Duty.Goal!.Due;
        turn.MailMember(DutyMail.Resumed, Urgency.High, ("goal", DutyTurn.Code(paused.Goal.Kind)), ("due", Iso(due.On)));
        PassDeadlines(turn);
        return turn.Done();
    }

    private static void Move(DutyTurn turn, Goal goal, Deadline due, string cause, Actor by, string reason)
    {
        turn.Duty = turn.Duty with { Changes = [.. turn.Duty.Changes, new DueDateChange(goal.Kind, goal.Due, due, cause, turn.Today, by, reason)] };
        turn.Enter(new DutyState.Running(goal with { Due = due, After = turn.Today, Said = [] }));
    }

    private static Decision<Duty> Settle(DutyTurn turn, DutyCommand command, string? reason, bool fresh)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            return Refuse("reason-required", "Say why the clock is decided so; the member reads it.");
        }

        if (turn.Duty.State is not DutyState.Undecided undecided)
        {
            return Refuse("already-decided", "Nothing is to be decided about the clock.");
        }

        // The old date may be long past. As with a duty that is taken over, the whole grace counts from today then.
        FirstTerm first = fresh
            ? DutyGoals.FirstTerm(undecided.Since, takenOverOn: null, turn.TermsOn(undecided.Since))
            : turn.Duty.First! with { TakenOverOn = turn.Today };
        turn.Duty = turn.Duty with { First = first };
        turn.Enter(new DutyState.Running(DutyGoals.On(turn.Duty, turn.Today)));
        turn.Say(fresh ? "clock-new" : "clock-continued", command.By, reason);
        PassDeadlines(turn);
        return turn.Done();
    }

    private static Decision<Duty> Fulfil(DutyTurn turn, Finish command)
    {
        if (turn.Duty.Obligations.FirstOrDefault(o => o.Key == command.Key) is not { } obligation)
        {
            return Refuse("unknown-deadline", "There is no such deadline; read the list again.");
        }

        if (obligation.Closed is { } closed)
        {
            return Refuse("already-decided", $"This was {closed.How} on {Day(closed.On)}.");
        }

        if (command.On > turn.Today)
        {
            return Refuse("date-out-of-range", $"The day lies not after today ({Day(turn.Today)}).");
        }

        Obligation done = obligation with { Closed = new ObligationEnd("done", command.On, command.By, command.Note) };
        turn.Duty = turn.Duty with { Obligations = [.. turn.Duty.Obligations.Select(o => o.Key == done.Key ? done : o)] };
        turn.Say("obligation-done", command.By, command.Note ?? obligation.Due.Rule);
        if (obligation is { Kind: ObligationKind.PerformanceStandard, Overdue: true, Certificate: { } custody })
        {
            turn.Tell(custody, new PerformanceStandardFollowed());
        }

        return turn.Done();
    }

    /// <summary>In the transaction that sees the duty as it is: what was found by reading the two at different times may be true no more.</summary>
    private static Decision<Duty> Confirmed(DutyTurn turn)
    {
        DateOnly today = turn.Today;
        turn.TellMember(turn.Duty.State is DutyState.Missed or DutyState.Paused { Grace: not null }
            ? new MemberCommand.Suspend(Actor.Machine, SuspensionReason.CertificationOverdue, Text: null) { From = today }
            : new MemberCommand.Reinstate(Actor.Machine, "The certification is not overdue.") { From = today });
        turn.Say("standing-confirmed", Actor.Machine);
        return turn.Done();
    }

    private static Decision<Duty> Renew(DutyTurn turn, RenewCalendar command)
    {
        turn.Duty = turn.Duty with { CalendarFeed = turn.Duty.CalendarFeed + 1, StepNumber = Math.Max(1, turn.Duty.StepNumber) };
        turn.Say("calendar-link-renewed", command.By);
        return turn.Done();
    }
}
