using System.Text.Json.Serialization;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;

namespace AsiFunctions.Domain.Assurance.NonConformances;

/// <summary>Something that happened to a non-conformance since it was opened: who did it, when and why. Never overwritten.</summary>
/// <param name="On">The day on which it happened: for what an audit found, the audit's last day.</param>
/// <param name="By">Who did it.</param>
/// <param name="At">When it was recorded.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "what")]
[JsonDerivedType(typeof(PlanSubmission), "plan-submitted")]
[JsonDerivedType(typeof(PlanApproval), "plan-approved")]
[JsonDerivedType(typeof(PlanReturn), "plan-returned")]
[JsonDerivedType(typeof(Implementation), "implemented")]
[JsonDerivedType(typeof(Ineffective), "not-effective")]
[JsonDerivedType(typeof(Downgrade), "downgraded")]
[JsonDerivedType(typeof(Upgrade), "upgraded")]
[JsonDerivedType(typeof(Unresolved), "still-open")]
[JsonDerivedType(typeof(Closure), "closed")]
public abstract record NonConformanceRecord(DateOnly On, Actor By, DateTimeOffset At)
{
    /// <summary>The name, the same as in JSON and on the timeline.</summary>
    [JsonIgnore]
    public string Name => this switch
    {
        PlanSubmission => "plan-submitted",
        PlanApproval => "plan-approved",
        PlanReturn => "plan-returned",
        Implementation => "implemented",
        Ineffective => "not-effective",
        Downgrade => "downgraded",
        Upgrade => "upgraded",
        Unresolved => "still-open",
        _ => "closed",
    };

    /// <summary>The audit that found it; null where a person decided at the desk, or did something.</summary>
    [JsonIgnore]
    public CaseId? FoundBy => this switch { Downgrade d => d.Audit, Upgrade u => u.Audit, Unresolved u => u.Audit, Closure c => c.Audit, _ => null };

    /// <summary>The words that were given with it; null where none were.</summary>
    [JsonIgnore]
    public string? Words => this switch
    {
        PlanReturn r => r.Reason,
        Implementation i => i.Note,
        Ineffective i => i.Reason,
        Downgrade d => d.Reason,
        Upgrade u => u.Reason,
        Unresolved u => u.Note,
        Closure c => c.Note,
        _ => null,
    };

    /// <summary>The member handed in a plan.</summary>
    /// <param name="On">The day.</param>
    /// <param name="By">Who.</param>
    /// <param name="At">When.</param>
    /// <param name="Plan">The plan.</param>
    public sealed record PlanSubmission(DateOnly On, Actor By, DateTimeOffset At, CorrectiveAction Plan) : NonConformanceRecord(On, By, At);

    /// <summary>The lead auditor approved the plan.</summary>
    public sealed record PlanApproval(DateOnly On, Actor By, DateTimeOffset At) : NonConformanceRecord(On, By, At);

    /// <summary>The lead auditor wants another plan.</summary>
    public sealed record PlanReturn(DateOnly On, Actor By, DateTimeOffset At, string Reason) : NonConformanceRecord(On, By, At);

    /// <summary>The member did what the plan says.</summary>
    /// <param name="On">The day.</param>
    /// <param name="By">Who.</param>
    /// <param name="At">When.</param>
    /// <param name="Note">What was done.</param>
    /// <param name="Evidence">Keys of the member's evidence library: <c>E1</c>.</param>
    public sealed record Implementation(DateOnly On, Actor By, DateTimeOffset At, string Note, IReadOnlyList<string> Evidence) : NonConformanceRecord(
        On, By, At);

    /// <summary>What was done does not work, or not enough.</summary>
    /// <param name="On">The day.</param>
    /// <param name="By">Who says so.</param>
    /// <param name="At">When.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="DueOn">Until when there is time now.</param>
    public sealed record Ineffective(DateOnly On, Actor By, DateTimeOffset At, string Reason, DateOnly DueOn) : NonConformanceRecord(On, By, At);

    /// <summary>A major that is a minor now; counted apart from closures.</summary>
    /// <param name="On">The day.</param>
    /// <param name="By">Who.</param>
    /// <param name="At">When.</param>
    /// <param name="Audit">The audit that found it; null where it was decided at the desk.</param>
    /// <param name="Reason">Why.</param>
    public sealed record Downgrade(DateOnly On, Actor By, DateTimeOffset At, CaseId? Audit, string Reason) : NonConformanceRecord(On, By, At);

    /// <summary>A persistent minor that is a major now.</summary>
    /// <param name="On">The day.</param>
    /// <param name="By">Who.</param>
    /// <param name="At">When.</param>
    /// <param name="Audit">The audit that found it; null where it was decided at the desk.</param>
    /// <param name="Reason">Why.</param>
    public sealed record Upgrade(DateOnly On, Actor By, DateTimeOffset At, CaseId? Audit, string Reason) : NonConformanceRecord(On, By, At);

    /// <summary>An audit found it as it was.</summary>
    /// <param name="On">The audit's last day.</param>
    /// <param name="By">Its lead auditor.</param>
    /// <param name="At">When.</param>
    /// <param name="Audit">The audit.</param>
    /// <param name="Note">How that was verified.</param>
    public sealed record Unresolved(DateOnly On, Actor By, DateTimeOffset At, CaseId Audit, string Note) : NonConformanceRecord(On, By, At);

    /// <summary>Effectively closed.</summary>
    /// <param name="On">The day; for what an audit found, the audit's last day.</param>
    /// <param name="By">Who verified it.</param>
    /// <param name="At">When it was recorded.</param>
    /// <param name="Audit">The audit that closed it; null for a desk review.</param>
    /// <param name="Note">How that was verified.</param>
    public sealed record Closure(DateOnly On, Actor By, DateTimeOffset At, CaseId? Audit, string Note) : NonConformanceRecord(On, By, At);
}
