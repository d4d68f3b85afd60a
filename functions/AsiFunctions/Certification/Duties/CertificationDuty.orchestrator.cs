using System.Globalization;
using AsiFunctions.Cases;
using AsiFunctions.Domain.Cases;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace AsiFunctions.Certification.Duties;

/// <summary>Drives a member's certification duty, from joining to the end of the membership.</summary>
public static class CertificationDuty
{
    /// <summary>
    /// One generation; see <see cref="CaseDriver"/>. The procedure itself is <see cref="Domain.Certification.Duties.DutyProcedure"/>.
    /// </summary>
    [Function(nameof(CertificationDuty))]
    public static Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) => CaseDriver.RunAsync(context, nameof(AdvanceCase));

    /// <summary>The instance that drives the n-th clock of a member.</summary>
    internal static CaseOrchestration Of(CaseId member, int clock) =>
        new(nameof(CertificationDuty), string.Create(CultureInfo.InvariantCulture, $"duty-{member}-{clock}"));
}
