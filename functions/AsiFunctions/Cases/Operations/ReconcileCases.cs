using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Cases.Operations;

/// <summary>Finds and mends orchestrations that should run and do not.</summary>
public sealed class ReconcileCases(CaseReconciler reconciler, Telemetry telemetry)
{
    /// <summary>Runs on the setting <c>Cases:ReconcileSchedule</c>, daily in the samples.</summary>
    [Function(nameof(ReconcileCases))]
    public async Task Run(
        [TimerTrigger("%Cases:ReconcileSchedule%")] TimerInfo timer,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        Reconciliation found = await reconciler.RunAsync(durable, cancellation);
        telemetry.Mended(found.Restarted, "orchestration-restarted");
        telemetry.Mended(found.Woken, "orchestration-woken");
    }
}
