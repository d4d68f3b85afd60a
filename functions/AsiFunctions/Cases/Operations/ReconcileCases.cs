using AsiFunctions.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Cases.Operations;

/// <summary>Finds and mends orchestrations that should run and do not.</summary>
public sealed class ReconcileCases(CaseReconciler reconciler, Instruments instruments)
{
    /// <summary>Runs on the setting <c>CasesReconcileSchedule</c>, daily in the samples.</summary>
    [Function(nameof(ReconcileCases))]
    public async Task Run(
        [TimerTrigger("%CasesReconcileSchedule%")] TimerInfo timer,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        Reconciliation found = await reconciler.RunAsync(durable, cancellation);
        instruments.Mended(found.Restarted, "orchestration-restarted");
        instruments.Mended(found.Woken, "orchestration-woken");
    }
}
