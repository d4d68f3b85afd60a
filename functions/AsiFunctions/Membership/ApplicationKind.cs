using AsiFunctions.Cases;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Storage;

namespace AsiFunctions.Membership;

/// <summary>Applications for membership, as the machinery of cases sees them.</summary>
public sealed class ApplicationKind(MembershipSettings settings) : CaseKind<Application>
{
    /// <inheritdoc/>
    public override string Prefix => Application.Prefix;

    /// <inheritdoc/>
    public override string Title(Application @case) => @case.Answers.Organisation.LegalName;

    /// <inheritdoc/>
    public override CaseOrchestration Orchestration(Application @case) => Admission.Of(@case.Id);

    /// <inheritdoc/>
    public override Step Next(Application @case) => AdmissionProcedure.Next(@case, settings.Terms);

    /// <inheritdoc/>
    public override Decision<Application> PassTime(Application @case, DateTimeOffset now) =>
        AdmissionProcedure.Decide(@case, new AdmissionCommand.TimePasses(), now, settings.Terms);

    /// <inheritdoc/>
    public override IReadOnlyList<Fault> Check(Application @case, TaskOutcome outcome) => ApplicationTasks.Check(outcome);

    /// <inheritdoc/>
    public override Decision<Application> Decide(Application @case, TaskOutcome outcome, Actor by, DateTimeOffset now) =>
        AdmissionProcedure.Decide(@case, ApplicationTasks.Command(@case, outcome, by, now), now, settings.Terms);

    /// <inheritdoc/>
    public override object View(Application @case, CaseAudience audience) => ApplicationView.Of(@case, audience);

    /// <summary>The member that the application became.</summary>
    public override IReadOnlyList<CaseId> Organisations(Application @case) =>
        @case.State is ApplicationState.Admitted admitted ? [admitted.Member] : [];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Keywords(Application @case) => @case.Answers.Organisation.OtherNames;
}
