using AsiFunctions.Domain.Assurance.Audits;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Assurance.Oversight;

/// <summary>Tells member and firm how an audit was decided.</summary>
public sealed class NotifyOfDecision(FollowUpDesk desk)
{
    /// <summary>The messages are part of the transaction that records it, and leave once each. Round trips: see <see cref="FollowUpDesk"/>.</summary>
    /// <param name="auditId">The audit's reference.</param>
    /// <param name="durable">For the relay.</param>
    /// <param name="cancellation">The host stops.</param>
    [Function(nameof(NotifyOfDecision))]
    public Task RunAsync([ActivityTrigger] string auditId, [DurableClient] DurableTaskClient durable, CancellationToken cancellation) =>
        desk.DoAsync(auditId, FollowUpKind.Notify, _ => Task.FromResult<FollowUpResult>(new FollowUpResult.Done()), cancellation);
}
