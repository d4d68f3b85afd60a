using AsiFunctions.Cases;
using AsiFunctions.Domain.Assurance.Appeals;
using AsiFunctions.Domain.Cases;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace AsiFunctions.Assurance.Appeals;

/// <summary>Drives an appeal from its filing to its outcome.</summary>
public static class AppealLife
{
    /// <summary>One generation; see <see cref="CaseDriver"/>. The procedure itself is <see cref="AppealProcedure"/>.</summary>
    [Function(nameof(AppealLife))]
    public static Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) => CaseDriver.RunAsync(context, nameof(AdvanceCase));

    /// <summary>The instance that drives an appeal.</summary>
    internal static CaseOrchestration Of(CaseId id) => new(nameof(AppealLife), $"appeal-{id}");
}
