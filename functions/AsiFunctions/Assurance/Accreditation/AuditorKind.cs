using AsiFunctions.Cases;
using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Storage;

namespace AsiFunctions.Assurance.Accreditation;

/// <summary>Auditors, as the machinery of cases sees them. No date moves them, and no orchestration.</summary>
public sealed class AuditorKind(AssuranceSettings settings, TimeProvider clock) : CaseKind<Auditor>
{
    /// <inheritdoc/>
    public override string Prefix => Auditor.Prefix;

    /// <summary>The reference: a name would stay in the rows of done tasks when the person is erased.</summary>
    public override string Title(Auditor @case) => $"Auditor {@case.Id}";

    /// <inheritdoc/>
    public override Step Next(Auditor @case) => AuditorProcedure.Next(@case, settings.Accreditation);

    /// <inheritdoc/>
    public override IReadOnlyList<Fault> Check(Auditor @case, TaskOutcome outcome) => AccreditationTasks.Check(outcome);

    /// <inheritdoc/>
    public override Decision<Auditor> Decide(Auditor @case, TaskOutcome outcome, Actor by, DateTimeOffset now) =>
        AuditorProcedure.Decide(@case, AccreditationTasks.Command(outcome, by), now, settings.Accreditation);

    /// <summary>Which firms an auditor works for is shown to ASI only; see <see cref="ShowAuditor"/> for what a firm sees.</summary>
    public override object View(Auditor @case, CaseAudience audience) =>
        AuditorView.Of(@case, version: null, settings.Accreditation.On(Today), audience is CaseAudience.Staff ? _ => true : _ => false);

    /// <summary>The firms that the auditor works for now, or will.</summary>
    public override IReadOnlyList<CaseId> Organisations(Auditor @case) =>
        [.. @case.Engagements.Where(engagement => engagement.IsOpenOn(Today)).Select(engagement => engagement.Firm).Distinct()];

    private DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
}
