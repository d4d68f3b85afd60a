using AsiFunctions.Cases;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Certificates;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace AsiFunctions.Certification.Certificates;

/// <summary>Drives a certificate from its issue to its end.</summary>
public static class CertificateLife
{
    /// <summary>One generation; see <see cref="CaseDriver"/>. The procedure itself is <see cref="CertificateProcedure"/>.</summary>
    [Function(nameof(CertificateLife))]
    public static Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) => CaseDriver.RunAsync(context, nameof(AdvanceCase));

    /// <summary>The instance that drives a certificate.</summary>
    internal static CaseOrchestration Of(CaseId number) => new(nameof(CertificateLife), $"certificate-{number}");
}
