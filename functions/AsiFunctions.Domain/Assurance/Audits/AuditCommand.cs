using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Assurance.Oversight;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;

namespace AsiFunctions.Domain.Assurance.Audits;

/// <summary>What somebody wants of an audit.</summary>
public abstract record AuditCommand
{
    private AuditCommand(Actor by) => By = by;

    /// <summary>Who.</summary>
    public Actor By { get; }

    /// <summary>The firm files a plan, or another one.</summary>
    /// <param name="By">Who.</param>
    /// <param name="Plan">The plan; checked (<see cref="PlanChecks"/>).</param>
    /// <param name="Gaps">What of it lies outside the accreditation.</param>
    public sealed record FilePlan(Actor By, AuditPlan Plan, IReadOnlyList<AccreditationGap> Gaps) : AuditCommand(By);

    /// <summary>The Secretariat advises; the plan stands.</summary>
    public sealed record Advise(Actor By, string Text) : AuditCommand(By);

    /// <summary>The Secretariat gives a plan back.</summary>
    public sealed record ReturnPlan(Actor By, string Reason) : AuditCommand(By);

    /// <summary>The Secretariat lets something lie outside the accreditation.</summary>
    public sealed record Except(Actor By, IReadOnlyList<string> Codes, string Reason) : AuditCommand(By);

    /// <summary>Somebody of the team declares conflicts of interest.</summary>
    /// <param name="By">Who enters it.</param>
    /// <param name="Auditor">Who declares.</param>
    /// <param name="Conflict">True where there is something to declare.</param>
    /// <param name="Details">What; null where there is nothing.</param>
    /// <param name="MayEnter">True for the auditor's own account, and for the lead auditor where the auditor has none.</param>
    public sealed record Declare(Actor By, CaseId Auditor, bool Conflict, string? Details, bool MayEnter) : AuditCommand(By);

    /// <summary>Puts the audit off.</summary>
    public sealed record Postpone(Actor By, string Reason) : AuditCommand(By);

    /// <summary>Calls the audit off.</summary>
    public sealed record Cancel(Actor By, string Reason) : AuditCommand(By);

    /// <summary>Does the first thing that is due.</summary>
    public sealed record TimePasses() : AuditCommand(Actor.Machine);

    /// <summary>The automatic checks of a revision ran.</summary>
    public sealed record RecordChecks(CheckRun Run) : AuditCommand(Actor.Machine);

    /// <summary>A reviewer passes a step.</summary>
    /// <param name="By">Who.</param>
    /// <param name="Confirmed">The checklist's items that hold.</param>
    /// <param name="Notes">For ASI; null for none.</param>
    /// <param name="Reason">Needed over a failed check.</param>
    public sealed record PassStep(Actor By, IReadOnlyList<string> Confirmed, string? Notes, string? Reason) : AuditCommand(By);

    /// <summary>A reviewer, or who is to release, asks the auditor.</summary>
    /// <param name="By">Who.</param>
    /// <param name="Question">What has to be clarified.</param>
    /// <param name="Topic">What it is about.</param>
    /// <param name="DueOn">Until when; null: by the terms.</param>
    /// <param name="Notes">For ASI; null for none.</param>
    public sealed record Clarify(Actor By, string Question, ClarificationTopic Topic, DateOnly? DueOn, string? Notes) : AuditCommand(By);

    /// <summary>The Secretariat does without an answer: the step that asked is reviewed upon what is there.</summary>
    public sealed record WithdrawQuestion(Actor By, string Reason) : AuditCommand(By);

    /// <summary>A reviewer fails a step: the release is asked at once, and the computed outcome is none.</summary>
    public sealed record FailStep(Actor By, string Reason, string? Notes) : AuditCommand(By);

    /// <summary>Releases the certification.</summary>
    /// <param name="By">Who.</param>
    /// <param name="Level">The level; null: the computed one.</param>
    /// <param name="Confirmed">The checklist's items that hold.</param>
    /// <param name="Reason">Needed where it departs from the computed outcome.</param>
    public sealed record Release(Actor By, CertificateLevel? Level, IReadOnlyList<string> Confirmed, string? Reason) : AuditCommand(By);

    /// <summary>Declines the certification.</summary>
    public sealed record Decline(Actor By, string Reason) : AuditCommand(By);

    /// <summary>The second person confirms a departure.</summary>
    public sealed record Confirm(Actor By, string? Reason) : AuditCommand(By);

    /// <summary>The second person does not: the release is asked again.</summary>
    public sealed record Reject(Actor By, string Reason) : AuditCommand(By);

    /// <summary>Something that follows the decision was done.</summary>
    /// <param name="Kind">What.</param>
    /// <param name="Reference">What came of it; null for nothing.</param>
    /// <param name="Opened">The non-conformances that were opened for tracking, where that is what was done.</param>
    /// <param name="Parts">What the audit keeps of it, such as the published summary.</param>
    public sealed record FollowUpDone(
        FollowUpKind Kind, string? Reference, IReadOnlyList<TrackedNonConformance> Opened, IReadOnlyList<CasePart> Parts)
        : AuditCommand(Actor.Machine);

    /// <summary>Something that follows the decision cannot be done as things are.</summary>
    public sealed record FollowUpStuck(FollowUpKind Kind, string Code, string Message) : AuditCommand(Actor.Machine);

    /// <summary>What stood in the way is mended: it is tried again.</summary>
    public sealed record Retry(Actor By, string? Reason) : AuditCommand(By);
}
