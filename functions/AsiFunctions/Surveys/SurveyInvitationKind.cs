using AsiFunctions.Cases;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Surveys;

namespace AsiFunctions.Surveys;

/// <summary>Invitations to the certification survey, as the machinery of cases sees them. ASI's own: members receive a message, not a case.</summary>
public sealed class SurveyInvitationKind : CaseKind<SurveyInvitation>
{
    /// <inheritdoc/>
    public override string Prefix => SurveyInvitation.Prefix;

    /// <inheritdoc/>
    public override string Title(SurveyInvitation @case) => @case.Certificate.Value;

    /// <inheritdoc/>
    public override Step Next(SurveyInvitation @case) => new Step.Rest();
}
