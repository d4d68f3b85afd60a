using AsiFunctions.Domain.Cases;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Cases;

/// <summary>The activity with which each generation of a case's orchestration begins.</summary>
public sealed class AdvanceCase(CaseAdvancer cases)
{
    /// <summary>Applies what is due, idempotently, and says what to wait for.</summary>
    /// <param name="caseId">The case's reference.</param>
    /// <param name="durable">For the relay: cases that begin here have orchestrations of their own.</param>
    /// <param name="cancellation">The host stops.</param>
    [Function(nameof(AdvanceCase))]
    public Task<Wait> Run([ActivityTrigger] string caseId, [DurableClient] DurableTaskClient durable, CancellationToken cancellation) =>
        cases.AdvanceAsync(CaseId.Parse(caseId), cancellation);
}
