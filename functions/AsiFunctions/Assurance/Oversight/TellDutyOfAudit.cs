using AsiFunctions.Domain.Assurance.Audits;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Assurance.Oversight;

/// <summary>Tells the member's duty what an audit means to it, where no certificate tells it.</summary>
public sealed class TellDutyOfAudit(FollowUpDesk desk)
{
    /// <summary>The news is part of the transaction that records it. Round trips: see <see cref="FollowUpDesk"/>.</summary>
    /// <param name="auditId">The audit's reference.</param>
    /// <param name="durable">For the relay.</param>
    /// <param name="cancellation">The host stops.</param>
    [Function(nameof(TellDutyOfAudit))]
    public Task RunAsync([ActivityTrigger] string auditId, [DurableClient] DurableTaskClient durable, CancellationToken cancellation) =>
        desk.DoAsync(auditId, FollowUpKind.TellDuty, _ => Task.FromResult<FollowUpResult>(new FollowUpResult.Done()), cancellation);
}
