using AsiFunctions.Cases;
using AsiFunctions.Domain.Assurance.NonConformances;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Storage;

namespace AsiFunctions.Assurance.NonConformances;

/// <summary>Non-conformances, as the machinery of cases sees them.</summary>
public sealed class NonConformanceKind(NonConformanceSettings settings, TimeProvider clock) : CaseKind<NonConformance>
{
    /// <inheritdoc/>
    public override string Prefix => NonConformance.Prefix;

    /// <inheritdoc/>
    public override string Title(NonConformance @case) => @case.Subject.MemberName;

    /// <inheritdoc/>
    public override CaseOrchestration Orchestration(NonConformance @case) => NonConformanceLife.Of(@case.Id);

    /// <inheritdoc/>
    public override Step Next(NonConformance @case) => NonConformanceProcedure.Next(@case, settings.Terms);

    /// <inheritdoc/>
    public override Decision<NonConformance> PassTime(NonConformance @case, DateTimeOffset now) =>
        NonConformanceProcedure.Decide(@case, new NonConformanceCommand.TimePasses(), now, settings.Terms);

    /// <inheritdoc/>
    public override IReadOnlyList<Fault> Check(NonConformance @case, TaskOutcome outcome) => NonConformanceTasks.Check(outcome);

    /// <inheritdoc/>
    public override Decision<NonConformance> Decide(NonConformance @case, TaskOutcome outcome, Actor by, DateTimeOffset now) =>
        NonConformanceProcedure.Decide(@case, NonConformanceTasks.Command(outcome, by), now, settings.Terms);

    /// <inheritdoc/>
    public override Decision<NonConformance> Hear(NonConformance @case, ICaseNews news, DateTimeOffset now) =>
        NonConformanceProcedure.Hear(@case, news, now, settings.Terms);

    /// <inheritdoc/>
    public override object View(NonConformance @case, CaseAudience audience) =>
        NonConformanceView.Of(@case, version: null, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), audience);

    /// <summary>The member's, and the firm's whose audit raised it.</summary>
    public override IReadOnlyList<CaseId> Organisations(NonConformance @case) => [@case.Subject.Member, @case.Subject.Firm];

    /// <inheritdoc/>
    public override CaseId? Holder(NonConformance @case, Role role) => role switch
    {
        Role.Member or Role.MemberAdmin => @case.Subject.Member,
        Role.Auditor or Role.LeadAuditor => @case.Subject.Firm,
        _ => null,
    };

    /// <inheritdoc/>
    public override IReadOnlyList<string> Keywords(NonConformance @case) =>
        [@case.Subject.FirmName, @case.Subject.ScopeName, @case.Finding.Criterion, @case.Subject.Audit.Value];
}
