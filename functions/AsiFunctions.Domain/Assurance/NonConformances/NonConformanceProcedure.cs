using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Time;
using static AsiFunctions.Domain.Assurance.NonConformances.NonConformanceRecord;
using static AsiFunctions.Domain.Time.Dates;

namespace AsiFunctions.Domain.Assurance.NonConformances;

/// <summary>A non-conformance from the approved report that raised it to its verified closure.</summary>
/// <remarks>
/// Source of the states: domain notes 2.6. What people decide is in NonConformanceProcedure.Commands.cs, what audits find in
/// NonConformanceProcedure.News.cs, what time does in NonConformanceProcedure.Time.cs.
/// </remarks>
public static partial class NonConformanceProcedure
{
    /// <summary>
    /// Opens a non-conformance as far as the report says that it is: without a plan, with a plan to approve, or with a plan to carry out.
    /// </summary>
    /// <param name="id">Its id, beside the member.</param>
    /// <param name="opening">What the approved report says.</param>
    /// <param name="now">The instant.</param>
    /// <param name="terms">All terms, dated.</param>
    public static Decision<NonConformance>.Accepted Begin(
        CaseId id, NonConformanceOpening opening, DateTimeOffset now, History<NonConformanceTerms> terms)
    {
        DateOnly today = DayOf(now);
        NonConformanceTerms current = terms.On(today);
        CorrectiveAction? plan = opening.Finding.Plan;
        NonConformanceStep step = plan is null
            ? StepOf(NonConformanceStage.Open, today, Deadline.After(opening.OnSiteEndedOn, current.Plan, Terms.Plan))
            : plan.ApprovedOn is null && opening.Finding.Grade is NonConformanceGrade.Major
                ? StepOf(NonConformanceStage.CapSubmitted, today, Deadline.After(today, current.PlanApproval, Terms.PlanApproval))
                : StepOf(NonConformanceStage.CapApproved, today, ByPlan(plan));
        return new(
            new NonConformance(
                id, StepNumber: 1, opening.Subject, opening.Finding, opening.CriterionTitle, opening.OnSiteEndedOn, opening.Certificate, now, step, Records: []),
            [new CaseEvent("opened", Actor.Machine, opening.Finding.Criterion)],
            []);
    }

    /// <summary>What comes next.</summary>
    public static Step Next(NonConformance nonConformance, History<NonConformanceTerms> terms) => nonConformance.Step.Stage switch
    {
        NonConformanceStage.Open => Await(nonConformance, Role.Member, "corrective-action-plan", terms, new Choice("submit-plan")),
        NonConformanceStage.CapSubmitted => Await(
            nonConformance, Role.LeadAuditor, "plan-approval", terms, new Choice("approve"), new Choice("return", ReasonRequired: true)),
        NonConformanceStage.CapApproved => Await(nonConformance, Role.Member, "corrective-action", terms, new Choice("implemented")),
        NonConformanceStage.Implemented => Await(
            nonConformance,
            Role.LeadAuditor,
            "verification",
            terms,
            new Choice("close"),
            new Choice("not-effective", ReasonRequired: true),
            new Choice(nonConformance.Grade is NonConformanceGrade.Major ? "downgrade" : "upgrade", ReasonRequired: true)),
        _ => new Step.End(),
    };

    /// <summary>
    /// The last day that a plan handed in on a day may name. For a major some months from the audit
    /// that found it a major; where that is over, a late plan has as long as the plan itself had
    /// (assumption: otherwise no plan could be handed in any more).
    /// </summary>
    public static DateOnly LatestAction(NonConformance nonConformance, DateOnly today, NonConformanceTerms terms)
    {
        if (nonConformance.Grade is NonConformanceGrade.Minor)
        {
            return terms.MinorAction.After(today);
        }

        DateOnly since = nonConformance.Records.OfType<Upgrade>().LastOrDefault()?.On ?? nonConformance.OnSiteEndedOn;
        DateOnly latest = terms.MajorAction.After(since);
        return latest < today ? terms.Plan.After(today) : latest;
    }

    private static Step.Await Await(
        NonConformance nonConformance, Role ball, string what, History<NonConformanceTerms> terms, params IReadOnlyList<Choice> choices)
    {
        NonConformanceStep step = nonConformance.Step;
        return new Step.Await(
            ball,
            what,
            step.Since,
            choices,
            Until: step.Escalated ? null : step.Due,
            step.Due,
            Then: step.Escalated ? null : "escalate",
            Reminders(step, terms));
    }

    private static NonConformanceStep StepOf(NonConformanceStage stage, DateOnly since, Deadline? due) =>
        new(stage, since, due, Said: [], Escalated: false);

    private static Deadline ByPlan(CorrectiveAction plan) => new(plan.DueOn, $"corrective action plan of {Iso(plan.SubmittedOn)}");

    private static DateOnly DayOf(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime);

    private static Decision<NonConformance>.Refused Refuse(string code, string message) => new(code, message);

    /// <summary>Something happened, and the case waits for what it waited for.</summary>
    private static Decision<NonConformance>.Accepted Record(
        NonConformance nonConformance, NonConformanceRecord record, params IReadOnlyList<Effect> effects) =>
        new(
            nonConformance with { Records = [.. nonConformance.Records, record] },
            [new CaseEvent(record.Name, record.By, record.Words ?? record.FoundBy?.Value)],
            effects);

    /// <summary>Something happened, and something new is awaited.</summary>
    private static Decision<NonConformance>.Accepted Enter(
        NonConformance nonConformance, NonConformanceRecord record, NonConformanceStep step, params IReadOnlyList<Effect> effects)
    {
        Decision<NonConformance>.Accepted recorded = Record(nonConformance, record, effects);
        return recorded with { Case = recorded.Case with { StepNumber = nonConformance.StepNumber + 1, Step = step } };
    }

    /// <summary>What the non-conformance tells the audit that raised it, as it is now.</summary>
    private static Effect.Tell TellAudit(NonConformance nonConformance, NonConformanceGrade grade, DateOnly? closedOn, Actor by) =>
        new(nonConformance.Subject.Audit, new NonConformanceNews(nonConformance.Id, grade, closedOn, by));

    private static Effect.SendMail Mail(string template, Role to, Urgency urgency, params IReadOnlyList<(string Name, string Value)> facts) =>
        new(template, to, urgency, facts.ToDictionary(fact => fact.Name, fact => fact.Value));

    /// <summary>The names of the rules that set dates.</summary>
    private static class Terms
    {
        public const string Plan = "corrective action plan";
        public const string PlanApproval = "approval of the plan";
        public const string Verification = "verification";
        public const string Renewed = "corrective action after verification";
        public const string AfterUpgrade = "corrective action plan after the upgrade";
    }
}
