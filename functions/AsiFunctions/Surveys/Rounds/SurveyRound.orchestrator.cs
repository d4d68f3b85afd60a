using AsiFunctions.Cases;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Surveys.Rounds;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace AsiFunctions.Surveys.Rounds;

/// <summary>Drives a round of a survey from its plan to its close.</summary>
public static class SurveyRound
{
    /// <summary>One generation; see <see cref="CaseDriver"/>. The procedure itself is <see cref="SurveyProcedure"/>.</summary>
    [Function(nameof(SurveyRound))]
    public static Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) => CaseDriver.RunAsync(context, nameof(AdvanceCase));

    /// <summary>The instance that drives a round.</summary>
    internal static CaseOrchestration Of(CaseId id) => new(nameof(SurveyRound), $"survey-{id}");
}
