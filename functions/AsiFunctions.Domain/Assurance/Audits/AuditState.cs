using System.Text.Json.Serialization;
using AsiFunctions.Domain.Assurance.Oversight;

namespace AsiFunctions.Domain.Assurance.Audits;

/// <summary>Where an audit stands.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "state")]
[JsonDerivedType(typeof(PlanAwaited), "plan-awaited")]
[JsonDerivedType(typeof(PlanReview), "plan-review")]
[JsonDerivedType(typeof(Planned), "planned")]
[JsonDerivedType(typeof(Postponed), "postponed")]
[JsonDerivedType(typeof(InProgress), "in-progress")]
[JsonDerivedType(typeof(ReportAwaited), "report-awaited")]
[JsonDerivedType(typeof(ReportSubmitted), "report-submitted")]
[JsonDerivedType(typeof(InOversight), "oversight")]
[JsonDerivedType(typeof(InClarification), "clarification")]
[JsonDerivedType(typeof(SecondOpinion), "second-opinion")]
[JsonDerivedType(typeof(Approved), "approved")]
[JsonDerivedType(typeof(Declined), "declined")]
[JsonDerivedType(typeof(Cancelled), "cancelled")]
public abstract record AuditState
{
    private AuditState()
    {
    }

    /// <summary>The name in kebab case, the same as in JSON.</summary>
    [JsonIgnore]
    public string Name => this switch
    {
        PlanAwaited => "plan-awaited",
        PlanReview => "plan-review",
        Planned => "planned",
        Postponed => "postponed",
        InProgress => "in-progress",
        ReportAwaited => "report-awaited",
        ReportSubmitted => "report-submitted",
        InOversight => "oversight",
        InClarification => "clarification",
        SecondOpinion => "second-opinion",
        Approved => "approved",
        Declined => "declined",
        _ => "cancelled",
    };

    /// <summary>The firm has to file a plan.</summary>
    public sealed record PlanAwaited : AuditState;

    /// <summary>The Secretariat advises on the plan of an upstream initial audit.</summary>
    public sealed record PlanReview : AuditState;

    /// <summary>The plan stands; the first day lies ahead.</summary>
    public sealed record Planned : AuditState;

    /// <summary>Put off; the firm has to file a plan with other dates.</summary>
    public sealed record Postponed : AuditState;

    /// <summary>The first day has come.</summary>
    public sealed record InProgress : AuditState;

    /// <summary>The last day is over; the report is due.</summary>
    public sealed record ReportAwaited : AuditState;

    /// <summary>A revision of the report came; the automatic checks run.</summary>
    /// <param name="Step">The step that is opened afterwards: the first, or the one that asked for a clarification.</param>
    public sealed record ReportSubmitted(OversightStep Step) : AuditState;

    /// <summary>A person reviews a step.</summary>
    /// <param name="Step">Which one.</param>
    public sealed record InOversight(OversightStep Step) : AuditState;

    /// <summary>The auditor answers a clarification.</summary>
    /// <param name="Step">The step that asked.</param>
    public sealed record InClarification(OversightStep Step) : AuditState;

    /// <summary>A second person confirms or rejects a decision that departs from the computed outcome.</summary>
    /// <param name="Proposal">The decision.</param>
    public sealed record SecondOpinion(AuditDecision Proposal) : AuditState;

    /// <summary>Approved; what follows is being done, or done.</summary>
    public sealed record Approved : AuditState;

    /// <summary>Declined; what follows is being done, or done.</summary>
    public sealed record Declined : AuditState;

    /// <summary>Called off.</summary>
    public sealed record Cancelled : AuditState;
}
