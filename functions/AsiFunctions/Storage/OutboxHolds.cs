using System.Collections.Concurrent;
using AsiFunctions.Domain.Cases;

namespace AsiFunctions.Storage;

/// <summary>
/// Which cases' entries wait behind one that failed, so that those of a case leave in order. Known to this process only, and forgotten after a
/// while: another process may have sent the one that failed.
/// </summary>
internal sealed class OutboxHolds(TimeProvider clock, TimeSpan longest)
{
    private readonly ConcurrentDictionary<(CaseId Case, string Kind), Hold> holds = new();

    /// <summary>True for an entry behind one of its case and kind that failed; false for that one itself.</summary>
    public bool IsHeldUp(OutboxEntry entry) =>
        holds.TryGetValue((entry.CaseId, entry.Kind), out Hold? hold)
        && string.CompareOrdinal(hold.EntryId, entry.Id) < 0
        && clock.GetUtcNow() < hold.Until;

    /// <summary>Later entries of the case wait for this one.</summary>
    public void HoldUpBehind(OutboxEntry entry) => holds[(entry.CaseId, entry.Kind)] = new Hold(entry.Id, clock.GetUtcNow() + longest);

    /// <summary>This one was sent, or is given up.</summary>
    public void Release(OutboxEntry entry)
    {
        if (holds.TryGetValue((entry.CaseId, entry.Kind), out Hold? hold) && hold.EntryId == entry.Id)
        {
            holds.TryRemove((entry.CaseId, entry.Kind), out _);
        }
    }

    private sealed record Hold(string EntryId, DateTimeOffset Until);
}
