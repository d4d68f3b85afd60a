using AsiFunctions.Cases;
using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Storage;

namespace AsiFunctions.Assurance.Accreditation;

/// <summary>Audit firms, as the machinery of cases sees them. No date moves them, and no orchestration.</summary>
public sealed class AuditFirmKind(AssuranceSettings settings, TimeProvider clock) : CaseKind<AuditFirm>
{
    /// <inheritdoc/>
    public override string Prefix => AuditFirm.Prefix;

    /// <inheritdoc/>
    public override string Title(AuditFirm @case) => @case.Name;

    /// <inheritdoc/>
    public override Step Next(AuditFirm @case) => AuditFirmProcedure.Next(@case, settings.Accreditation);

    /// <inheritdoc/>
    public override IReadOnlyList<Fault> Check(AuditFirm @case, TaskOutcome outcome) => AccreditationTasks.Check(outcome);

    /// <inheritdoc/>
    public override Decision<AuditFirm> Decide(AuditFirm @case, TaskOutcome outcome, Actor by, DateTimeOffset now) =>
        AuditFirmProcedure.Decide(@case, AccreditationTasks.Command(outcome, by), now);

    /// <inheritdoc/>
    public override object View(AuditFirm @case, CaseAudience audience) =>
        AuditFirmView.Of(@case, version: null, settings.Accreditation.On(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)));

    /// <inheritdoc/>
    public override IReadOnlyList<CaseId> Organisations(AuditFirm @case) => [@case.Id];
}
