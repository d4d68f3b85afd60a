using AsiFunctions.Domain.Assurance.Oversight;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Duties;
using AsiFunctions.Domain.Time;
using static AsiFunctions.Domain.Assurance.Audits.AuditCommand;
using static AsiFunctions.Domain.Time.Dates;

namespace AsiFunctions.Domain.Assurance.Audits;

/// <summary>An audit, from its opening to what follows its decision. Sources: domain notes 2.8, 2.9 and 4.1; seed 001, section 6.</summary>
/// <remarks>
/// The status, the work queues and the orchestration ask <see cref="Next"/>. Planning is in AuditProcedure.Planning.cs, what time does in
/// AuditProcedure.Time.cs, what other cases tell in AuditProcedure.News.cs; the seven steps, the release and what follows it are in the
/// folder Oversight.
/// </remarks>
public static partial class AuditProcedure
{
    /// <summary>What comes next.</summary>
    /// <param name="audit">The audit as stored.</param>
    /// <param name="rules">What audits go by.</param>
    public static Step Next(Audit audit, AuditRules rules)
    {
        AssuranceTerms terms = rules.TermsOn(audit.Clock.Since);
        return audit.State switch
        {
            AuditState.PlanAwaited or AuditState.Postponed =>
                Await(audit, Role.LeadAuditor, AuditSteps.Plan, [], terms.PlanReminders, AuditMail.PlanReminder),
            AuditState.PlanReview => Await(
                audit, Role.Secretariat, AuditSteps.PlanAdvice, [new("advise", ReasonRequired: true), new("return", ReasonRequired: true)]),
            AuditState.Planned => new Step.Sleep(AuditSteps.Start, audit.Clock.Since, DayBefore(audit.Plan!.From), "begin"),
            AuditState.InProgress => new Step.Sleep(
                AuditSteps.Execution, audit.Clock.Since, new Deadline(audit.Plan!.To, "last day of the audit"), "ask-for-report"),
            AuditState.ReportAwaited => Await(audit, Role.LeadAuditor, AuditSteps.Report, [], terms.ReportReminders, AuditMail.ReportReminder),
            AuditState.ReportSubmitted => new Step.Work(AuditSteps.Checks, audit.Clock.Since),
            AuditState.InOversight s => OversightProcedure.Next(audit, s.Step, terms),
            AuditState.InClarification =>
                Await(audit, Role.LeadAuditor, AuditSteps.Clarification, [], terms.ClarificationReminders, AuditMail.ClarificationReminder),
            AuditState.SecondOpinion => Await(audit, Role.Releaser, AuditSteps.SecondOpinion, [new("confirm"), new("reject", ReasonRequired: true)]),
            AuditState.Approved or AuditState.Declined => ReleaseProcedure.Next(audit),
            _ => new Step.End(),
        };
    }

    /// <summary>What a command makes of an audit.</summary>
    /// <param name="audit">The audit as stored.</param>
    /// <param name="command">What is wanted.</param>
    /// <param name="now">The instant.</param>
    /// <param name="rules">What audits go by.</param>
    public static Decision<Audit> Decide(Audit audit, AuditCommand command, DateTimeOffset now, AuditRules rules)
    {
        if (!MayDecide(command))
        {
            return Refuse("wrong-role", "This is decided in another role.");
        }

        if (WordsOf(command) is { } words && string.IsNullOrWhiteSpace(words))
        {
            return Refuse("reason-required", "Say why, what is asked, or what the conflict is: those who read it later have nothing else.");
        }

        AuditTurn turn = new(audit, now, rules);
        return command switch
        {
            FilePlan c => File(turn, c),
            Advise c => Advised(turn, c),
            ReturnPlan c => Returned(turn, c),
            Except c => Excepted(turn, c),
            Declare c => Declared(turn, c),
            Postpone c => PutOff(turn, c),
            Cancel c => CallOff(turn, c),
            TimePasses => Pass(turn, rules),
            RecordChecks c => OversightProcedure.Record(turn, c),
            PassStep c => OversightProcedure.Pass(turn, c),
            Clarify c => OversightProcedure.Ask(turn, c),
            WithdrawQuestion c => OversightProcedure.Withdraw(turn, c),
            FailStep c => OversightProcedure.Fail(turn, c),
            Release c => ReleaseProcedure.Release(turn, c),
            Decline c => ReleaseProcedure.Decline(turn, c),
            Confirm c => ReleaseProcedure.Confirm(turn, c),
            Reject c => ReleaseProcedure.Reject(turn, c),
            FollowUpDone c => ReleaseProcedure.Done(turn, c),
            FollowUpStuck c => ReleaseProcedure.Stick(turn, c),
            Retry c => ReleaseProcedure.Retry(turn, c),
            _ => throw new InvalidOperationException($"The command {command.GetType().Name} is unknown."),
        };
    }

    /// <summary>A step in which a person is awaited, with what is still to be said of it.</summary>
    internal static Step.Await Await(
        Audit audit, Role ball, string what, IReadOnlyList<Choice> choices, IReadOnlyList<Period>? remindBefore = null, string template = "")
    {
        StepClock clock = audit.Clock;
        IReadOnlyList<Reminder> reminders = clock.Due is { } due && remindBefore is not null
            ? [.. DutyProcedure.Milestones(remindBefore, due, clock.Since, clock.Said, template)]
            : [];
        Deadline? until = clock.Escalated ? null : clock.Due;
        return new Step.Await(ball, what, clock.Since, choices, until, clock.Due, until is null ? null : "escalate", reminders);
    }

    internal static Decision<Audit>.Refused Refuse(string code, string message) => new(code, message);

    /// <summary>Beyond the role: four eyes are looked at where they matter.</summary>
    private static bool MayDecide(AuditCommand command) => command switch
    {
        FilePlan => command.By.Role is Role.LeadAuditor,
        Declare => command.By.Role is Role.LeadAuditor or Role.Auditor,
        Postpone => command.By.Role is Role.LeadAuditor or Role.Secretariat,
        Cancel => command.By.Role is Role.LeadAuditor or Role.Member or Role.MemberAdmin or Role.Secretariat,
        Advise or ReturnPlan or Except or PassStep or WithdrawQuestion or FailStep or Retry => command.By.Role is Role.Secretariat,
        Clarify => command.By.Role is Role.Secretariat or Role.Releaser,
        Release or Decline or Confirm or Reject => command.By.Role is Role.Releaser,
        _ => command.By.Role is Role.Machine,
    };

    /// <summary>The words without which a decision says nothing; null where it needs none, or only sometimes.</summary>
    private static string? WordsOf(AuditCommand command) => command switch
    {
        Advise c => c.Text,
        ReturnPlan c => c.Reason,
        Except c => c.Reason,
        Declare { Conflict: true } c => c.Details ?? "",
        Postpone c => c.Reason,
        Cancel c => c.Reason,
        Clarify c => c.Question,
        WithdrawQuestion c => c.Reason,
        FailStep c => c.Reason,
        Decline c => c.Reason,
        Reject c => c.Reason,
        _ => null,
    };

    // The step ends when the first day begins.
    private static Deadline DayBefore(DateOnly day) => new(day.AddDays(-1), $"day before {Iso(day)}");
}
