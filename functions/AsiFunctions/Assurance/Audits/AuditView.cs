using AsiFunctions.Cases;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Assurance.Oversight;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;

namespace AsiFunctions.Assurance.Audits;

/// <summary>
/// An audit as its status shows it. What reviewers note and the automatic checks say is shown to ASI only; clarifications to ASI and the firm.
/// </summary>
/// <param name="Subject">What is audited.</param>
/// <param name="Plan">The plan; its note, which the firm writes to the Secretariat, to ASI and the firm.</param>
/// <param name="Advice">What the Secretariat advised the team, upon a risk assessment of whom it audits; to ASI and the firm.</param>
/// <param name="Declarations">Who of the team has declared what; the details to ASI and the firm.</param>
/// <param name="Exceptions">What may lie outside the accreditation; to ASI and the firm.</param>
/// <param name="Postponements">Days and reasons.</param>
/// <param name="Cancelled">Why it was called off.</param>
/// <param name="Revisions">The revisions of the report.</param>
/// <param name="Steps">The seven steps, each with where it stands.</param>
/// <param name="Clarifications">The rounds; to ASI and the firm.</param>
/// <param name="Outcome">What the outcome rules allow by now; to ASI.</param>
/// <param name="Decision">How it was decided.</param>
/// <param name="FollowUps">What follows the decision, and what of it is done.</param>
/// <param name="NonConformances">Those that are tracked.</param>
/// <param name="Appeal">The appeal against its decline.</param>
public sealed record AuditView(
    AuditSubject Subject,
    AuditPlan? Plan,
    AdviceView? Advice,
    IReadOnlyList<DeclarationView> Declarations,
    IReadOnlyList<ExceptionView>? Exceptions,
    IReadOnlyList<PostponementView> Postponements,
    ReasonView? Cancelled,
    IReadOnlyList<RevisionView> Revisions,
    IReadOnlyList<StepView> Steps,
    IReadOnlyList<ClarificationView>? Clarifications,
    ComputedOutcome? Outcome,
    DecisionView? Decision,
    IReadOnlyList<FollowUp> FollowUps,
    IReadOnlyList<TrackedNonConformance> NonConformances,
    CaseId? Appeal)
{
    /// <summary>For somebody.</summary>
    /// <param name="audit">The audit.</param>
    /// <param name="audience">To whom it is shown.</param>
    /// <param name="checklist">The checklists of the day.</param>
    public static AuditView Of(Audit audit, CaseAudience audience, OversightChecklist checklist)
    {
        bool staff = audience is CaseAudience.Staff;
        bool auditing = staff || audience is CaseAudience.Auditor;
        return new AuditView(
            audit.Subject,
            auditing ? audit.Plan : audit.Plan is { } plan ? plan with { Note = null } : null,
            auditing && audit.Advice is { } advice ? new AdviceView(advice.Text, advice.On, Name(advice.By, staff)) : null,
            [.. audit.Declarations.Select(d => new DeclarationView(d.Auditor, d.Conflict, auditing ? d.Details : null, d.On))],
            auditing ? [.. audit.Exceptions.Select(e => new ExceptionView(e.Codes, e.Reason, e.On, Name(e.By, staff)))] : null,
            [.. audit.Postponements.Select(p => new PostponementView(p.Plan.From, p.Plan.To, p.Reason, p.On))],
            audit.Cancelled is { } cancelled ? new ReasonView(cancelled.Reason, cancelled.On) : null,
            [.. audit.Revisions.Select(RevisionView.Of)],
            audit.IsInOversight ? [.. OversightSteps.All.Select(step => StepView.Of(audit, step, staff, checklist))] : [],
            auditing ? [.. audit.Clarifications.Select(c => ClarificationView.Of(c, staff))] : null,
            staff && audit.Checks is not null ? ReleaseProcedure.Computed(audit) : null,
            audit.Decision is { } decision ? DecisionView.Of(decision, staff) : null,
            staff ? audit.FollowUps : [.. audit.FollowUps.Where(followUp => followUp.DoneAt is not null)],
            audit.Tracked,
            audit.Appeal);
    }

    internal static string? Name(Actor by, bool staff) => staff ? by.Name : null;
}

/// <summary>What the Secretariat advised on a plan.</summary>
/// <param name="Text">The advice.</param>
/// <param name="On">When.</param>
/// <param name="By">Who advised; to ASI only.</param>
public sealed record AdviceView(string Text, DateOnly On, string? By);

/// <summary>A declaration of conflicts of interest.</summary>
/// <param name="Auditor">Who declared.</param>
/// <param name="Conflict">True where there is one.</param>
/// <param name="Details">What it is and what is done about it; to ASI and the firm only.</param>
/// <param name="On">When.</param>
public sealed record DeclarationView(CaseId Auditor, bool Conflict, string? Details, DateOnly On);

/// <summary>An exception from the accreditation.</summary>
/// <param name="Codes">The gaps that it covers.</param>
/// <param name="Reason">Why.</param>
/// <param name="On">When.</param>
/// <param name="By">Who let it be; to ASI only.</param>
public sealed record ExceptionView(IReadOnlyList<string> Codes, string Reason, DateOnly On, string? By);

/// <summary>A plan that was given up.</summary>
/// <param name="From">The first day that was planned.</param>
/// <param name="To">The last day that was planned.</param>
/// <param name="Reason">Why.</param>
/// <param name="On">When it was given up.</param>
public sealed record PostponementView(DateOnly From, DateOnly To, string Reason, DateOnly On);

/// <summary>Why, and when.</summary>
/// <param name="Reason">Why.</param>
/// <param name="On">When.</param>
public sealed record ReasonView(string Reason, DateOnly On);

/// <summary>A revision of the report.</summary>
/// <param name="Number">From 1.</param>
/// <param name="SubmittedOn">The day, UTC.</param>
/// <param name="Days">When the audit took place.</param>
/// <param name="Majors">Major non-conformances.</param>
/// <param name="Minors">Minor non-conformances.</param>
/// <param name="Maturity">The overall maturity.</param>
/// <param name="Plan">How far the corrective action plans are.</param>
public sealed record RevisionView(
    int Number, DateOnly SubmittedOn, AuditDays Days, int Majors, int Minors, Maturity Maturity, CorrectiveActionPlan Plan)
{
    /// <summary>Of a revision.</summary>
    public static RevisionView Of(ReportRevision revision) =>
        new(revision.Number, revision.SubmittedOn, revision.Days, revision.Majors, revision.Minors, revision.Maturity, revision.Plan);
}

/// <summary>One of the seven steps.</summary>
/// <param name="Step">Which.</param>
/// <param name="Result">What became of it last; null where it was not reviewed yet.</param>
/// <param name="Current">True where it waits now.</param>
/// <param name="Checks">What the automatic checks said of the latest revision; to ASI.</param>
/// <param name="Checklist">What its reviewer goes through; to ASI.</param>
/// <param name="Reviews">All reviews of it; to ASI.</param>
public sealed record StepView(
    OversightStep Step,
    ReviewResult? Result,
    bool Current,
    IReadOnlyList<CheckResult>? Checks,
    IReadOnlyList<ChecklistItem>? Checklist,
    IReadOnlyList<StepReview>? Reviews)
{
    /// <summary>Of an audit.</summary>
    internal static StepView Of(Audit audit, OversightStep step, bool staff, OversightChecklist checklist)
    {
        StepReview[] reviews = [.. audit.Reviews.Where(review => review.Step == step)];
        return new StepView(
            step,
            reviews is [.., { } last] ? last.Result : null,
            audit.State is AuditState.InOversight s && s.Step == step,
            staff ? [.. audit.Checks?.Results.Where(check => check.Step == step) ?? []] : null,
            staff ? checklist.Of(step) : null,
            staff ? reviews : null);
    }
}

/// <summary>A round of clarification.</summary>
/// <param name="Round">From 1.</param>
/// <param name="Step">The step that asked.</param>
/// <param name="Topic">What it is about.</param>
/// <param name="Question">What is asked.</param>
/// <param name="AskedBy">Who asked; to ASI only.</param>
/// <param name="AskedOn">When.</param>
/// <param name="DueOn">The last day for the answer.</param>
/// <param name="AnsweredOn">When it was answered; null where it was not.</param>
/// <param name="Revision">The revision that answered it; null where none did.</param>
/// <param name="WithdrawnOn">When ASI did without the answer; null where it did not.</param>
public sealed record ClarificationView(
    int Round,
    OversightStep Step,
    ClarificationTopic Topic,
    string Question,
    string? AskedBy,
    DateOnly AskedOn,
    DateOnly DueOn,
    DateOnly? AnsweredOn,
    int? Revision,
    DateOnly? WithdrawnOn)
{
    /// <summary>Of a round.</summary>
    internal static ClarificationView Of(ClarificationRound round, bool staff) => new(
        round.Round,
        round.Step,
        round.Topic,
        round.Question,
        AuditView.Name(round.AskedBy, staff),
        round.AskedOn,
        round.DueOn,
        round.AnsweredOn,
        round.Revision,
        round.WithdrawnOn);
}

/// <summary>How an audit was decided.</summary>
/// <param name="Level">What was released; null: declined.</param>
/// <param name="On">When.</param>
/// <param name="Reason">Why.</param>
/// <param name="Departs">True where it is not what the outcome rules say; to ASI.</param>
/// <param name="By">Who decided; to ASI.</param>
/// <param name="Second">Who confirmed a departure; to ASI.</param>
/// <param name="SecondReason">What they say of it; to ASI.</param>
public sealed record DecisionView(
    CertificateLevel? Level, DateOnly On, string? Reason, bool? Departs, string? By, string? Second, string? SecondReason)
{
    /// <summary>Of a decision.</summary>
    internal static DecisionView Of(AuditDecision decision, bool staff) => new(
        decision.Level,
        decision.On,
        decision.Reason,
        staff ? decision.Departs : null,
        AuditView.Name(decision.By, staff),
        decision.Second is { } second ? AuditView.Name(second, staff) : null,
        staff ? decision.SecondReason : null);
}
