using AsiFunctions.Cases;
using AsiFunctions.Domain.Cases;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace AsiFunctions.Membership;

/// <summary>Drives an application from its submission to its end.</summary>
public static class Admission
{
    /// <summary>One generation; see <see cref="CaseDriver"/>. The procedure itself is <see cref="Domain.Membership.AdmissionProcedure"/>.</summary>
    [Function(nameof(Admission))]
    public static Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) => CaseDriver.RunAsync(context, nameof(AdvanceCase));

    /// <summary>The instance that drives an application.</summary>
    internal static CaseOrchestration Of(CaseId reference) => new(nameof(Admission), $"admission-{reference}");
}
