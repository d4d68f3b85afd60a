using System.Text.Json.Serialization;
using AsiFunctions.Domain.Assurance.Appeals;
using AsiFunctions.Domain.Assurance.Oversight;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;

namespace AsiFunctions.Domain.Assurance.Audits;

/// <summary>An audit, from its opening to what follows its decision. Its report is a case of its own (<see cref="AuditReport"/>).</summary>
/// <param name="Id"><c>AUD-…</c>, in the partition of the member.</param>
/// <param name="StepNumber">From 1; see <see cref="ICase"/>.</param>
/// <param name="Subject">What is audited, by whom, against what.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Clock">Since when, until when.</param>
/// <param name="OpenedOn">When it was opened.</param>
/// <param name="OpenedBy">Who opened it.</param>
/// <param name="Plan">The plan; null until one is filed, and after a postponement.</param>
/// <param name="Advice">What the Secretariat advised on this plan; null where nothing, or not yet.</param>
/// <param name="Exceptions">What may lie outside the accreditation.</param>
/// <param name="Declarations">Conflicts of interest, the latest of each auditor counts.</param>
/// <param name="Postponements">Earlier plans, and why they were given up.</param>
/// <param name="Revisions">The revisions of the report, in order.</param>
/// <param name="Checks">What the automatic checks said of the latest revision; null until they ran. Earlier runs are parts of the case.</param>
/// <param name="Reviews">The reviews, in order.</param>
/// <param name="Clarifications">The rounds, in order.</param>
/// <param name="Decisions">How it was decided; a second one where an appeal overturned the first.</param>
/// <param name="FollowUps">What follows the decision, in order.</param>
/// <param name="Tracked">The non-conformances that were opened upon it.</param>
/// <param name="Cancelled">Why it was called off; null where it was not.</param>
/// <param name="Appeal">The appeal against its decline, <c>APL-…</c>; null where there was none.</param>
public sealed record Audit(
    CaseId Id,
    int StepNumber,
    AuditSubject Subject,
    AuditState State,
    StepClock Clock,
    DateOnly OpenedOn,
    Actor OpenedBy,
    AuditPlan? Plan,
    PlanAdvice? Advice,
    IReadOnlyList<AccreditationException> Exceptions,
    IReadOnlyList<ConflictDeclaration> Declarations,
    IReadOnlyList<Postponement> Postponements,
    IReadOnlyList<ReportRevision> Revisions,
    CheckRun? Checks,
    IReadOnlyList<StepReview> Reviews,
    IReadOnlyList<ClarificationRound> Clarifications,
    IReadOnlyList<AuditDecision> Decisions,
    IReadOnlyList<FollowUp> FollowUps,
    IReadOnlyList<TrackedNonConformance> Tracked,
    Cancellation? Cancelled,
    CaseId? Appeal) : ICase, IAppealable
{
    /// <summary>The three letters of an audit's id.</summary>
    public const string Prefix = "AUD";

    /// <inheritdoc/>
    [JsonIgnore]
    public string StateName => State.Name;

    [JsonIgnore]
    CaseId IAppealable.Member => Subject.Member;

    /// <summary>The latest revision of the report; null before the first.</summary>
    [JsonIgnore]
    public ReportRevision? Latest => Revisions.Count == 0 ? null : Revisions[^1];

    /// <summary>The decision that stands; null before the first.</summary>
    [JsonIgnore]
    public AuditDecision? Decision => Decisions.Count == 0 ? null : Decisions[^1];

    /// <summary>What is to be done next after the decision; null where all is done.</summary>
    [JsonIgnore]
    public FollowUp? Pending => FollowUps.FirstOrDefault(followUp => followUp.DoneAt is null);

    /// <summary>True once the summary is published, which is recorded in the transaction that stores it.</summary>
    [JsonIgnore]
    public bool HasPublished => FollowUps.Any(followUp => followUp is { Kind: FollowUpKind.PublishSummary, DoneAt: not null });

    /// <summary>True where nothing changes its course any more: called off, or decided and all done.</summary>
    [JsonIgnore]
    public bool IsOver => State is AuditState.Cancelled || (State is AuditState.Approved or AuditState.Declined && Pending is null);

    /// <summary>True once the first revision of its report came: its oversight has begun.</summary>
    [JsonIgnore]
    public bool IsInOversight => Revisions.Count > 0;

    /// <summary>A decline can be appealed against; whoever reviewed, prepared or decided does not hear the appeal.</summary>
    public AppealableDecision? AppealableOn(DateOnly today) => this is { State: AuditState.Declined, Decision: { } decision }
        ? new AppealableDecision(
            "declined",
            Decisions.Count,
            decision.On,
            [.. Reviews.Select(review => review.Reviewer.Id).Concat(Preparers).Concat(Deciders).Distinct()],
            Subject.MemberName)
        : null;

    /// <summary>True where an exception covers a gap of the present plan; one from before a postponement covers none.</summary>
    public bool IsExcepted(string code) =>
        Exceptions.Any(exception => exception.Postponements == Postponements.Count && exception.Codes.Contains(code));

    /// <summary>The latest declaration of an auditor; null where there is none.</summary>
    public ConflictDeclaration? DeclarationOf(CaseId auditor) => Declarations.LastOrDefault(declaration => declaration.Auditor == auditor);

    /// <summary>The accounts that reviewed one of the first six steps.</summary>
    [JsonIgnore]
    public IEnumerable<string> Reviewers => Reviews.Where(review => review.Step is not OversightStep.Release).Select(review => review.Reviewer.Id);

    /// <summary>The accounts that advised on a plan or gave one back; of earlier plans too, whose advice is not kept.</summary>
    public IReadOnlyList<string> Advisers { get; init; } = [];

    /// <summary>
    /// The accounts that decided something before the first day: advised on a plan or gave it back, recorded an exception, put the audit off.
    /// </summary>
    [JsonIgnore]
    public IEnumerable<string> Preparers =>
        [.. Advisers, .. Exceptions.Select(exception => exception.By.Id), .. Postponements.Select(postponement => postponement.By.Id)];

    /// <summary>The accounts that decided about the release, or confirmed it.</summary>
    [JsonIgnore]
    public IEnumerable<string> Deciders =>
        Decisions.SelectMany(decision => decision.Second is { } second ? [decision.By.Id, second.Id] : (string[])[decision.By.Id]);
}

/// <summary>Why an audit was called off.</summary>
/// <param name="Reason">As given.</param>
/// <param name="On">When.</param>
/// <param name="By">Who.</param>
public sealed record Cancellation(string Reason, DateOnly On, Actor By);

/// <summary>A non-conformance that was opened upon an audit, as it stands.</summary>
/// <param name="Id">The non-conformance, <c>NCN-…</c>.</param>
/// <param name="Grade">As it is now.</param>
/// <param name="ClosedOn">When it was verified as closed; null while it is open.</param>
public sealed record TrackedNonConformance(CaseId Id, NonConformanceGrade Grade, DateOnly? ClosedOn);
