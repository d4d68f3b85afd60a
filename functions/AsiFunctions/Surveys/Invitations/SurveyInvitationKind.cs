using AsiFunctions.Cases;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Surveys.Invitations;

namespace AsiFunctions.Surveys.Invitations;

/// <summary>Invitations to surveys, as the machinery of cases sees them. ASI's own: members receive a message, not a case.</summary>
public sealed class SurveyInvitationKind : CaseKind<SurveyInvitation>
{
    /// <inheritdoc/>
    public override string Prefix => SurveyInvitation.Prefix;

    /// <inheritdoc/>
    public override string Title(SurveyInvitation @case) => (@case.Certificate ?? @case.Member).Value;

    /// <inheritdoc/>
    public override CaseOrchestration Orchestration(SurveyInvitation @case) => SurveyInvitationLife.Of(@case.Id);

    /// <inheritdoc/>
    public override Step Next(SurveyInvitation @case) => SurveyInvitationProcedure.Next(@case);

    /// <inheritdoc/>
    public override string Activity(string work) => work switch
    {
        SurveyInvitationProcedure.InviteWork => nameof(SendSurveyInvitation),
        SurveyInvitationProcedure.RemindWork => nameof(SendSurveyReminder),
        _ => base.Activity(work),
    };

    /// <inheritdoc/>
    public override Decision<SurveyInvitation> PassTime(SurveyInvitation @case, DateTimeOffset now) =>
        SurveyInvitationProcedure.Decide(@case, new SurveyInvitationCommand.TimePasses(), now);
}
