using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Cases.Operations;

/// <summary>Finds and mends orchestrations that should run and do not.</summary>
public sealed class ReconcileCases(CaseReconciler reconciler)
{
    /// <summary>Runs on the setting <c>CasesReconcileSchedule</c>, daily in the samples.</summary>
    [Function(nameof(ReconcileCases))]
    public Task Run(
        [TimerTrigger("%CasesReconcileSchedule%")] TimerInfo timer,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) =>
        reconciler.RunAsync(durable, cancellation);
}
