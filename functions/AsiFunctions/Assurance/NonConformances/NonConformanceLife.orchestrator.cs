using AsiFunctions.Cases;
using AsiFunctions.Domain.Assurance.NonConformances;
using AsiFunctions.Domain.Cases;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace AsiFunctions.Assurance.NonConformances;

/// <summary>Drives a non-conformance from its opening to its closure.</summary>
public static class NonConformanceLife
{
    /// <summary>One generation; see <see cref="CaseDriver"/>. The procedure itself is <see cref="NonConformanceProcedure"/>.</summary>
    [Function(nameof(NonConformanceLife))]
    public static Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) => CaseDriver.RunAsync(context, nameof(AdvanceCase));

    /// <summary>The instance that drives a non-conformance.</summary>
    internal static CaseOrchestration Of(CaseId id) => new(nameof(NonConformanceLife), $"nonconformance-{id}");
}
