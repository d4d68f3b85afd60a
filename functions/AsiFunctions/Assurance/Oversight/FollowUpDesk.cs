using AsiFunctions.Assurance.Audits;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Assurance.Oversight;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Storage;

namespace AsiFunctions.Assurance.Oversight;

/// <summary>
/// What all activities share that follow a decision about an audit: each acts only while it is its
/// turn, acts so that a repeat meets what the first did, and records on the audit what came of it. Killed in between, it is begun again.
/// </summary>
public sealed class FollowUpDesk(ICaseStore cases, AuditSettings settings)
{
    /// <summary>Does one thing. A point read before, a point read and a transaction after; what lies in between says the activity.</summary>
    /// <param name="auditId">The audit's reference.</param>
    /// <param name="kind">What is to be done.</param>
    /// <param name="act">Does it, once however often it is asked.</param>
    /// <param name="cancellation">The host stops.</param>
    internal async Task DoAsync(string auditId, FollowUpKind kind, Func<Audit, Task<FollowUpResult>> act, CancellationToken cancellation)
    {
        CaseId id = CaseId.Parse(auditId);
        if (await cases.FindAsync<Audit>(id, cancellation) is not { Case: { Pending: { Stuck: null } pending } audit } || pending.Kind != kind)
        {
            return;
        }

        AuditCommand command = await act(audit) switch
        {
            FollowUpResult.Done done => new AuditCommand.FollowUpDone(kind, done.Reference, done.Opened, done.Parts),
            FollowUpResult.Stuck stuck => new AuditCommand.FollowUpStuck(kind, stuck.Code, stuck.Message),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        await cases.DecideAsync<Audit>(
            id,
            (stored, now) => AuditProcedure.Decide(stored, command, now, settings.Rules),
            new DecideOptions($"{ReleaseProcedure.NameOf(kind)}-{audit.StepNumber}"),
            cancellation);
    }
}

/// <summary>What came of something that follows a decision.</summary>
internal abstract record FollowUpResult
{
    private FollowUpResult()
    {
    }

    /// <summary>It is done.</summary>
    /// <param name="Reference">What came of it; null for nothing.</param>
    public sealed record Done(string? Reference = null) : FollowUpResult
    {
        /// <summary>The non-conformances that were opened.</summary>
        public IReadOnlyList<TrackedNonConformance> Opened { get; init; } = [];

        /// <summary>What the audit keeps of it.</summary>
        public IReadOnlyList<CasePart> Parts { get; init; } = [];
    }

    /// <summary>It cannot be done as things are.</summary>
    public sealed record Stuck(string Code, string Message) : FollowUpResult;
}
