using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Certification.Entities;
using AsiFunctions.Domain.Time;
using static AsiFunctions.Domain.Assurance.Audits.AuditCommand;
using static AsiFunctions.Domain.Time.Dates;

namespace AsiFunctions.Domain.Assurance.Audits;

/// <summary>From the opening to the first day.</summary>
public static partial class AuditProcedure
{
    /// <summary>The code of an exception that lets the plan of an upstream initial audit come late.</summary>
    public const string PlanNoticeCode = "plan-notice";

    /// <summary>
    /// An audit begins. Its member's register hears of it; the firm is asked for a plan, and a member that has not opened it itself is told.
    /// </summary>
    /// <param name="subject">What is audited; its <see cref="AuditSubject.Audit"/> is the case's id.</param>
    /// <param name="by">Who opens it.</param>
    /// <param name="now">The instant.</param>
    /// <param name="rules">What audits go by.</param>
    public static Decision<Audit>.Accepted Begin(AuditSubject subject, Actor by, DateTimeOffset now, AuditRules rules)
    {
        DateOnly today = DateOnly.FromDateTime(now.UtcDateTime);
        Deadline due = Deadline.After(today, rules.TermsOn(today).Plan, "audit plan");
        Audit audit = new(
            subject.Audit,
            StepNumber: 1,
            subject,
            new AuditState.PlanAwaited(),
            StepClock.From(today, due),
            today,
            by,
            Plan: null,
            Advice: null,
            Exceptions: [],
            Declarations: [],
            Postponements: [],
            Revisions: [],
            Checks: null,
            Reviews: [],
            Clarifications: [],
            Decisions: [],
            FollowUps: [],
            Tracked: [],
            Cancelled: null,
            Appeal: null);
        return new Decision<Audit>.Accepted(
            audit,
            [new CaseEvent("audit-opened", by)],
            [
                new Effect.Tell(subject.Member.As(EntityRegister.Prefix), AuditNews.Of(audit, endedOn: null)),
                new Effect.SendMail(
                    AuditMail.Opened, Role.LeadAuditor, Urgency.High, new Dictionary<string, string> { ["due"] = Iso(due.On) }),
                .. by.Role is Role.Secretariat ? (Effect[])[new Effect.SendMail(AuditMail.OpenedBySecretariat, Role.Member, Urgency.High)] : [],
            ]);
    }

    /// <summary>
    /// True where the plan goes to the Secretariat for advice: an initial audit with mining, refining or smelting (domain notes 2.8).
    /// </summary>
    public static bool NeedsAdvice(AuditSubject subject, AssuranceTerms terms) =>
        subject.Type is AuditType.Initial && subject.Activities.Any(terms.UpstreamActivities.Contains);

    private static Decision<Audit> File(AuditTurn turn, FilePlan command)
    {
        if (turn.Audit.State is not (AuditState.PlanAwaited or AuditState.PlanReview or AuditState.Planned or AuditState.Postponed))
        {
            return Refuse("out-of-order", $"The audit is {turn.Audit.StateName}: its plan does not change any more.");
        }

        bool needsAdvice = NeedsAdvice(turn.Audit.Subject, turn.Terms);
        AccreditationGap[] gaps = [.. command.Gaps, .. needsAdvice ? Notice(turn, command.Plan) : []];
        AccreditationGap[] open = [.. gaps.Where(gap => !turn.Audit.IsExcepted(gap.Code))];
        if (open.Length > 0)
        {
            return Refuse(
                open.All(gap => gap.Code == PlanNoticeCode) ? PlanNoticeCode : "outside-accreditation",
                $"{string.Join(' ', open.Select(gap => gap.Message))} Change the plan, or ask the Secretariat to record an exception for: {string.Join(", ", open.Select(gap => gap.Code).Distinct())}.");
        }

        turn.Audit = turn.Audit with { Plan = command.Plan, Advice = null };
        turn.Say("plan-filed", command.By, Days(command.Plan));
        if (needsAdvice)
        {
            Deadline due = Deadline.After(turn.Today, turn.Terms.PlanAdvice, "plan advice");
            turn.Enter(new AuditState.PlanReview(), due);
            turn.MailSecretariat(AuditMail.PlanFiled, ("from", Iso(command.Plan.From)), ("due", Iso(due.On)));
            return turn.Done();
        }

        return Stand(turn, command.By);
    }

    private static Decision<Audit> Advised(AuditTurn turn, Advise command)
    {
        if (turn.Audit.State is not AuditState.PlanReview)
        {
            return Refuse("out-of-order", "No plan waits for advice.");
        }

        turn.Audit =
            turn.Audit with { Advice = new PlanAdvice(command.Text, turn.Today, command.By), Advisers = [.. turn.Audit.Advisers, command.By.Id] };
        turn.Say("plan-advised", command.By, command.Text, isPublic: false);
        return Stand(turn, command.By);
    }

    private static Decision<Audit> Returned(AuditTurn turn, ReturnPlan command)
    {
        if (turn.Audit.State is not AuditState.PlanReview)
        {
            return Refuse("out-of-order", "No plan waits for advice.");
        }

        Deadline due = Deadline.After(turn.Today, turn.Terms.Plan, "audit plan");
        turn.Audit = turn.Audit with { Advisers = [.. turn.Audit.Advisers, command.By.Id] };
        turn.Say("plan-returned", command.By, command.Reason);
        turn.Enter(new AuditState.PlanAwaited(), due);
        turn.MailFirm(AuditMail.PlanReturned, Urgency.High, ("due", Iso(due.On)));
        return turn.Done();
    }

    private static Decision<Audit> Stand(AuditTurn turn, Actor by)
    {
        AuditPlan plan = turn.Audit.Plan!;
        turn.Enter(new AuditState.Planned());
        turn.TellProgress(CertificationProgress.AuditScheduled, by);
        turn.MailBoth(AuditMail.Planned, Urgency.High, ("from", Iso(plan.From)), ("to", Iso(plan.To)));
        return turn.Done();
    }

    private static Decision<Audit> Excepted(AuditTurn turn, Except command)
    {
        if (turn.Audit.IsOver || turn.Audit.Decision is not null)
        {
            return Refuse("already-decided", $"The audit is {turn.Audit.StateName}; an exception comes too late.");
        }

        turn.Audit = turn.Audit with
        {
            Exceptions =
        [
            .. turn.Audit.Exceptions,
            new AccreditationException(command.Codes, command.Reason, turn.Today, command.By, turn.Audit.Postponements.Count),
        ]
        };
        turn.Say("exception-recorded", command.By, $"{string.Join(", ", command.Codes)}: {command.Reason}", isPublic: false);
        return turn.Done();
    }

    private static Decision<Audit> Declared(AuditTurn turn, Declare command)
    {
        if (turn.Audit.Decision is not null || turn.Audit.State is AuditState.Cancelled)
        {
            return Refuse("already-decided", $"The audit is {turn.Audit.StateName}; a declaration comes too late.");
        }

        if (turn.Audit.Plan?.Team.Any(member => member.Auditor == command.Auditor) != true)
        {
            return Refuse("not-in-team", "The plan does not name this auditor; file the plan first.");
        }

        if (!command.MayEnter)
        {
            return Refuse(
                "not-yours", "Who has an account declares for themselves; the lead auditor enters the declarations of those who have none.");
        }

        ConflictDeclaration declaration = new(command.Auditor, command.Conflict, command.Details, turn.Today, command.By);
        turn.Audit = turn.Audit with { Declarations = [.. turn.Audit.Declarations, declaration] };
        turn.Say(command.Conflict ? "conflict-declared" : "no-conflict-declared", command.By, command.Auditor.Value);
        return turn.Done();
    }

    private static Decision<Audit> PutOff(AuditTurn turn, Postpone command)
    {
        if (turn.Audit is not { State: AuditState.PlanReview or AuditState.Planned, Plan: { } plan })
        {
            return Refuse(
                "out-of-order", "Only an audit that is planned and has not begun can be put off; one that has begun is finished or called off.");
        }

        Deadline due = Deadline.After(turn.Today, turn.Terms.Plan, "audit plan");
        turn.Audit = turn.Audit with
        {
            Plan = null,
            Postponements = [.. turn.Audit.Postponements, new Postponement(plan, command.Reason, turn.Today, command.By)],
        };
        turn.Say("audit-postponed", command.By, command.Reason);
        turn.Enter(new AuditState.Postponed(), due);
        turn.TellNoProgress(command.By);
        turn.MailBoth(AuditMail.Postponed, Urgency.High, ("due", Iso(due.On)));
        return turn.Done();
    }

    private static Decision<Audit> CallOff(AuditTurn turn, Cancel command)
    {
        if (turn.Audit.Decision is not null || turn.Audit.State is AuditState.Cancelled or AuditState.SecondOpinion)
        {
            return Refuse("already-decided", $"The audit is {turn.Audit.StateName}; it cannot be called off.");
        }

        if (turn.Audit.IsInOversight && command.By.Role is not Role.Secretariat)
        {
            return Refuse("in-oversight", "The report is with the Secretariat; ask there to call the audit off.");
        }

        if (turn.Audit.State is AuditState.InProgress or AuditState.ReportAwaited && command.By.Role is Role.Member or Role.MemberAdmin)
        {
            // Whom an audit looks at does not end it when it begins to find something.
            return Refuse("in-progress", "The audit has begun; ask the firm or the Secretariat to call it off.");
        }

        turn.Audit = turn.Audit with { Cancelled = new Cancellation(command.Reason, turn.Today, command.By) };
        turn.Say("audit-cancelled", command.By, command.Reason);
        turn.Enter(new AuditState.Cancelled());
        turn.TellReport(new ReportNews.Closed());
        TellRegister(turn);
        turn.TellNoProgress(command.By);
        turn.MailBoth(AuditMail.Cancelled, Urgency.High);
        return turn.Done();
    }

    /// <summary>The register hears that the audit is over: another one of the scope may be opened.</summary>
    internal static void TellRegister(AuditTurn turn) =>
        turn.Follow(new Effect.Tell(turn.Audit.Subject.Member.As(EntityRegister.Prefix), AuditNews.Of(turn.Audit, turn.Today)));

    private static IEnumerable<AccreditationGap> Notice(AuditTurn turn, AuditPlan plan)
    {
        DateOnly earliest = turn.Terms.PlanNotice.After(turn.Today);
        if (plan.From < earliest && turn.Audit.Plan?.From != plan.From)
        {
            yield return new AccreditationGap(
                PlanNoticeCode,
                $"The plan of an initial audit with mining, refining or smelting is with ASI well before its first day: with a plan of today {Day(earliest)} is the earliest.");
        }
    }

    private static string Days(AuditPlan plan) => $"{Iso(plan.From)} to {Iso(plan.To)}";
}
