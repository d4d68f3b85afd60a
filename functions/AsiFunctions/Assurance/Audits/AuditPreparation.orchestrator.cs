using AsiFunctions.Cases;
using AsiFunctions.Domain.Cases;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace AsiFunctions.Assurance.Audits;

/// <summary>Drives an audit from its opening to its report: plan, first day, last day, the reminders in between.</summary>
public static class AuditPreparation
{
    /// <summary>One generation; see <see cref="CaseDriver"/>. The procedure itself is <see cref="Domain.Assurance.Audits.AuditProcedure"/>.</summary>
    [Function(nameof(AuditPreparation))]
    public static Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) => CaseDriver.RunAsync(context, nameof(AdvanceCase));

    /// <summary>The instance that drives an audit until its report comes.</summary>
    internal static CaseOrchestration Of(CaseId audit) => new(nameof(AuditPreparation), $"audit-{audit}");
}
