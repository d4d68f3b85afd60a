using AsiFunctions.Assurance.Oversight;
using AsiFunctions.Cases;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Storage;

namespace AsiFunctions.Assurance.Audits;

/// <summary>Audits, as the machinery of cases sees them.</summary>
public sealed class AuditKind(AuditSettings settings, TimeProvider clock) : CaseKind<Audit>
{
    /// <inheritdoc/>
    public override string Prefix => Audit.Prefix;

    /// <inheritdoc/>
    public override string Title(Audit @case) => @case.Subject.MemberName;

    /// <summary>Two, one after the other: until the report comes, and from then on.</summary>
    public override CaseOrchestration Orchestration(Audit @case) => @case.IsInOversight ? AuditOversight.Of(@case.Id) : AuditPreparation.Of(@case.Id);

    /// <inheritdoc/>
    public override string Activity(string work) => OversightWork.ActivityOf(work);

    /// <inheritdoc/>
    public override Step Next(Audit @case) => AuditProcedure.Next(@case, settings.Rules);

    /// <inheritdoc/>
    public override Decision<Audit> PassTime(Audit @case, DateTimeOffset now) =>
        AuditProcedure.Decide(@case, new AuditCommand.TimePasses(), now, settings.Rules);

    /// <inheritdoc/>
    public override IReadOnlyList<Fault> Check(Audit @case, TaskOutcome outcome) => AuditTasks.Check(outcome);

    /// <inheritdoc/>
    public override Decision<Audit> Decide(Audit @case, TaskOutcome outcome, Actor by, DateTimeOffset now) =>
        AuditProcedure.Decide(@case, AuditTasks.Command(outcome, by), now, settings.Rules);

    /// <inheritdoc/>
    public override Decision<Audit> Hear(Audit @case, ICaseNews news, DateTimeOffset now) => AuditProcedure.Hear(@case, news, now, settings.Rules);

    /// <inheritdoc/>
    public override object View(Audit @case, CaseAudience audience) =>
        AuditView.Of(@case, audience, settings.Rules.ChecklistOn(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)));

    /// <inheritdoc/>
    public override IReadOnlyList<CaseId> Organisations(Audit @case) => [@case.Subject.Member, @case.Subject.Firm];

    /// <inheritdoc/>
    public override CaseId? Holder(Audit @case, Role role) => role is Role.LeadAuditor or Role.Auditor ? @case.Subject.Firm : null;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Keywords(Audit @case) =>
        [@case.Subject.FirmName, @case.Subject.ScopeName, $"{@case.Subject.Standard}", .. @case.Subject.Sites.Select(site => site.Name)];
}
