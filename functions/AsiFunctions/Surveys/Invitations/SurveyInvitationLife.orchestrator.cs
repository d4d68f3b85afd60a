using AsiFunctions.Cases;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Surveys.Invitations;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace AsiFunctions.Surveys.Invitations;

/// <summary>Drives an invitation to a survey until there is a reply, or the round ends.</summary>
public static class SurveyInvitationLife
{
    /// <summary>One generation; see <see cref="CaseDriver"/>. The procedure itself is <see cref="SurveyInvitationProcedure"/>.</summary>
    [Function(nameof(SurveyInvitationLife))]
    public static Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) => CaseDriver.RunAsync(context, nameof(AdvanceCase));

    /// <summary>The instance that drives an invitation.</summary>
    internal static CaseOrchestration Of(CaseId id) => new(nameof(SurveyInvitationLife), $"invitation-{id}");
}
