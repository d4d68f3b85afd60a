using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Time;
using static AsiFunctions.Domain.Assurance.NonConformances.NonConformanceCommand;
using static AsiFunctions.Domain.Assurance.NonConformances.NonConformanceRecord;
using static AsiFunctions.Domain.Time.Dates;

namespace AsiFunctions.Domain.Assurance.NonConformances;

/// <summary>What the member and the auditor decide.</summary>
public static partial class NonConformanceProcedure
{
    /// <summary>What a command makes of a non-conformance.</summary>
    /// <param name="nonConformance">As stored.</param>
    /// <param name="command">What is wanted; time passing does what is due, and is refused with <c>nothing-due</c> where nothing is.</param>
    /// <param name="now">The instant.</param>
    /// <param name="terms">All terms, dated.</param>
    public static Decision<NonConformance> Decide(
        NonConformance nonConformance, NonConformanceCommand command, DateTimeOffset now, History<NonConformanceTerms> terms)
    {
        if (command is TimePasses)
        {
            return Pass(nonConformance, now, terms);
        }

        if (Refusal(nonConformance, command) is { } refusal)
        {
            return refusal;
        }

        NonConformanceTerms current = terms.On(DayOf(now));
        return command switch
        {
            SubmitPlan c => Submit(nonConformance, c, now, current),
            ApprovePlan c => Approve(nonConformance, c, now),
            ReturnPlan c => Return(nonConformance, c, now, current),
            Implement c => Implemented(nonConformance, c, now, current),
            Close c => CloseAt(nonConformance, new Closure(DayOf(now), c.By, now, Audit: null, c.Note!.Trim())),
            FindIneffective c => Renew(nonConformance, c.DueOn, now, current, (due, today) => new Ineffective(today, c.By, now, c.Reason!, due.On)),
            Lower c => Renew(nonConformance, c.DueOn, now, current, (_, today) => new Downgrade(today, c.By, now, Audit: null, c.Reason!)),
            Raise c => RaiseBy(nonConformance, new Upgrade(DayOf(now), c.By, now, Audit: null, c.Reason!), now, current),
            _ => throw new InvalidOperationException($"The command {command.GetType().Name} is unknown."),
        };
    }

    private static Decision<NonConformance>.Refused? Refusal(NonConformance nonConformance, NonConformanceCommand command)
    {
        (NonConformanceStage stage, bool byMember, string? words, string needed) = command switch
        {
            SubmitPlan c => (NonConformanceStage.Open, true, Both(c.RootCause, c.Action), "Name the root cause, and the action against it."),
            ApprovePlan => (NonConformanceStage.CapSubmitted, false, "-", ""),
            ReturnPlan c => (NonConformanceStage.CapSubmitted, false, c.Reason, "Say what the plan lacks; the member reads it."),
            Implement c => (NonConformanceStage.CapApproved, true, c.Note, "Say what was done."),
            Close c => (NonConformanceStage.Implemented, false, c.Note, "Say how it was verified that the action works."),
            FindIneffective c => (NonConformanceStage.Implemented, false, c.Reason, "Say why the action is not effective; the member reads it."),
            Lower c => (NonConformanceStage.Implemented, false, c.Reason, "Say why it is a minor now."),
            Raise c => (NonConformanceStage.Implemented, false, c.Reason, "Say why it is a major now."),
            _ => throw new InvalidOperationException($"The command {command.GetType().Name} is unknown."),
        };
        bool rightRole = byMember ? command.By.Role is Role.Member or Role.MemberAdmin : command.By.Role is Role.LeadAuditor;
        return !rightRole ? Refuse("wrong-role", byMember ? "Only the member's own people do this." : "Only the lead auditor decides this.")
            : nonConformance.Closed is { } closed ? Refuse("already-closed", $"The non-conformance was closed on {Day(closed.On)}.")
            : nonConformance.Step.Stage != stage ? Refuse(
                "out-of-order",
                $"The non-conformance is '{nonConformance.StateName}' since {Day(nonConformance.Step.Since)}; this is not its next step.")
            : string.IsNullOrWhiteSpace(words) ? Refuse("reason-required", needed)
            : command is Lower && nonConformance.Grade is NonConformanceGrade.Minor ? Refuse(
                "already-decided", "The non-conformance is a minor already.")
            : command is Raise && nonConformance.Grade is NonConformanceGrade.Major ? Refuse(
                "already-decided", "The non-conformance is a major already.")
            : null;
    }

    private static Decision<NonConformance> Submit(NonConformance nonConformance, SubmitPlan command, DateTimeOffset now, NonConformanceTerms terms)
    {
        DateOnly today = DayOf(now);
        DateOnly latest = LatestAction(nonConformance, today, terms);
        if (command.DueOn < today)
        {
            return Refuse("date-out-of-range", "The day by which the action is done lies in the past.");
        }

        if (command.DueOn > latest)
        {
            return Refuse("date-out-of-range", $"The action has to be done by {Day(latest)}.");
        }

        CorrectiveAction plan = new(command.RootCause.Trim(), command.Action.Trim(), command.DueOn, today, ApprovedOn: null);
        PlanSubmission record = new(today, command.By, now, plan);
        if (nonConformance.Grade is NonConformanceGrade.Minor)
        {
            // A written plan is enough for a minor.
            return Enter(nonConformance, record, StepOf(NonConformanceStage.CapApproved, today, ByPlan(plan)));
        }

        Deadline due = Deadline.After(today, terms.PlanApproval, Terms.PlanApproval);
        return Enter(
            nonConformance,
            record,
            StepOf(NonConformanceStage.CapSubmitted, today, due),
            Mail(NonConformanceMail.ReviewAsked, Role.LeadAuditor, Urgency.High, ("what", "plan-approval"), ("due", Iso(due.On))));
    }

    private static Decision<NonConformance>.Accepted Approve(NonConformance nonConformance, ApprovePlan command, DateTimeOffset now)
    {
        DateOnly today = DayOf(now);
        Deadline due = ByPlan(nonConformance.Plan!);
        return Enter(
            nonConformance,
            new PlanApproval(today, command.By, now),
            StepOf(NonConformanceStage.CapApproved, today, due),
            Mail(NonConformanceMail.PlanApproved, Role.Member, Urgency.High, ("due", Iso(due.On))));
    }

    /// <summary>The member has as long again as for the first plan (assumption).</summary>
    private static Decision<NonConformance>.Accepted Return(
        NonConformance nonConformance, ReturnPlan command, DateTimeOffset now, NonConformanceTerms terms)
    {
        DateOnly today = DayOf(now);
        Deadline due = Deadline.After(today, terms.Plan, Terms.Plan);
        return Enter(
            nonConformance,
            new PlanReturn(today, command.By, now, command.Reason!),
            StepOf(NonConformanceStage.Open, today, due),
            Mail(NonConformanceMail.PlanReturned, Role.Member, Urgency.High, ("due", Iso(due.On))));
    }

    private static Decision<NonConformance>.Accepted Implemented(
        NonConformance nonConformance, Implement command, DateTimeOffset now, NonConformanceTerms terms)
    {
        DateOnly today = DayOf(now);
        Deadline due = Deadline.After(today, terms.Verification, Terms.Verification);
        return Enter(
            nonConformance,
            new Implementation(today, command.By, now, command.Note.Trim(), command.Evidence),
            StepOf(NonConformanceStage.Implemented, today, due),
            Mail(NonConformanceMail.ReviewAsked, Role.LeadAuditor, Urgency.High, ("what", "verification"), ("due", Iso(due.On))));
    }

    /// <summary>The member has to act again, or to do the rest.</summary>
    private static Decision<NonConformance> Renew(
        NonConformance nonConformance,
        DateOnly? named,
        DateTimeOffset now,
        NonConformanceTerms terms,
        Func<Deadline, DateOnly, NonConformanceRecord> record)
    {
        DateOnly today = DayOf(now);
        if (named is { } day && (day < today || day > terms.MinorAction.After(today)))
        {
            return Refuse("date-out-of-range", $"The new day lies between today and {Day(terms.MinorAction.After(today))}.");
        }

        Deadline due = named is { } on
            ? new Deadline(on, $"{Terms.Renewed}, set on {Iso(today)}")
            : Deadline.After(today, terms.RenewedAction, Terms.Renewed);
        return GoOn(nonConformance, record(due, today), StepOf(NonConformanceStage.CapApproved, today, due));
    }

    /// <summary>Closes it, whoever verified that.</summary>
    private static Decision<NonConformance>.Accepted CloseAt(NonConformance nonConformance, Closure closure) => Enter(
        nonConformance,
        closure,
        StepOf(NonConformanceStage.VerifiedClosed, closure.On, due: null),
        Mail(NonConformanceMail.Closed, Role.Member, Urgency.High, ("on", Iso(closure.On))),
        TellAudit(nonConformance, nonConformance.Grade, closure.On, closure.By));

    /// <summary>A major asks for a new plan, counted from the day on which it was recorded as one (assumption).</summary>
    private static Decision<NonConformance>.Accepted RaiseBy(
        NonConformance nonConformance, Upgrade upgrade, DateTimeOffset now, NonConformanceTerms terms)
    {
        DateOnly today = DayOf(now);
        return GoOn(nonConformance, upgrade, StepOf(NonConformanceStage.Open, today, Deadline.After(today, terms.Plan, Terms.AfterUpgrade)));
    }

    /// <summary>A review's result, and what follows for the member; the audit is told where the grade changes.</summary>
    private static Decision<NonConformance>.Accepted GoOn(NonConformance nonConformance, NonConformanceRecord review, NonConformanceStep step)
    {
        Decision<NonConformance>.Accepted entered = step == nonConformance.Step
            ? Record(nonConformance, review)
            : Enter(nonConformance, review, step);
        List<Effect> effects = [Mail(NonConformanceMail.Reviewed, Role.Member, Urgency.High, ("how", review.Name), ("due", Iso(step.Due!.On)))];
        if (entered.Case.Grade != nonConformance.Grade)
        {
            effects.Add(TellAudit(nonConformance, entered.Case.Grade, closedOn: null, review.By));
        }

        return entered with { Effects = effects };
    }

    private static string? Both(string one, string other) => string.IsNullOrWhiteSpace(one) || string.IsNullOrWhiteSpace(other) ? null : one;
}
