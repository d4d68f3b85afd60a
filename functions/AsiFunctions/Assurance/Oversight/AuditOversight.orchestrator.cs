using AsiFunctions.Cases;
using AsiFunctions.Domain.Cases;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace AsiFunctions.Assurance.Oversight;

/// <summary>Drives an audit from its report to what follows the decision: automatic checks, seven steps, clarifications, release.</summary>
public static class AuditOversight
{
    /// <summary>
    /// One generation; see <see cref="CaseDriver"/>. The procedure itself is <see cref="Domain.Assurance.Oversight.OversightProcedure"/> and
    /// <see cref="Domain.Assurance.Oversight.ReleaseProcedure"/>.
    /// </summary>
    [Function(nameof(AuditOversight))]
    public static Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) => CaseDriver.RunAsync(context, nameof(AdvanceCase));

    /// <summary>The instance that drives an audit from its report on; started by its submission.</summary>
    internal static CaseOrchestration Of(CaseId audit) => new(nameof(AuditOversight), $"oversight-{audit}");
}
