using AsiFunctions.Domain.Cases;
using AsiFunctions.Storage;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;

namespace AsiFunctions.Cases;

/// <summary>Applies to a case what time has made due, and says what its orchestration waits for next.</summary>
public sealed partial class CaseAdvancer(
    CaseStore store, CaseTable table, CaseKinds kinds, OutboxRelay relay, TimeProvider clock, ILogger<CaseAdvancer> log)
{
    // Far more than a case can have due or colliding at once: it ends a procedure that would be due for ever.
    private const int Rounds = 50;

    private static readonly TimeSpan AfterRefusal = TimeSpan.FromHours(1);

    /// <summary>
    /// Two point reads at once (the case and its wake-up); one transaction for each thing that is due, and a point read for each case that it tells;
    /// one delete where only a wake-up was waiting.
    /// </summary>
    public async Task<Wait> AdvanceAsync(CaseId id, CancellationToken cancellation)
    {
        List<Task> dispatched = [];
        for (int round = 0; round < Rounds; round++)
        {
            Task<OutboxRow?> reading = WakeAsync(id, cancellation);
            CaseRow? row = await store.ReadAsync(id, cancellation);
            OutboxRow? wake = await reading;
            if (row is null)
            {
                return new Wait(Ended: true, Until: null);
            }

            if (wake?.Entry.Version > row.Version)
            {
                // Read between two decisions: the wake-up belongs to a version that was not seen yet.
                continue;
            }

            DateTimeOffset now = clock.GetUtcNow();
            Step next = row.Kind.Next(row.Case);
            if (next.WakesAt is { } due && due <= now)
            {
                if (row.Kind.PassTime(row.Case, now) is not Decision<ICase>.Accepted accepted)
                {
                    TimeRefused(log, id, due);
                    return new Wait(Ended: false, now + AfterRefusal);
                }

                DecisionOrigin origin = new($"time-{row.Version}", ByAdvance: true, SeenWake: wake);
                CaseCommit commit = await CaseCommit.DecideAsync(kinds, store.ReadAsync, row, accepted, origin, now, cancellation);
                if (await commit.Transaction.SubmitAsync(table, cancellation))
                {
                    dispatched.Add(relay.Post(commit.Entries));
                }

                continue;
            }

            if (wake is not null && !await SeenAsync(wake, cancellation))
            {
                continue;
            }

            await Task.WhenAll(dispatched).WaitAsync(cancellation);
            string? activity = next is Step.Work work ? row.Kind.Activity(work.What) : null;
            return new Wait(next is Step.End, next.WakesAt, row.Kind.Orchestration(row.Case)?.InstanceId, activity);
        }

        throw new CaseBusyException(id);
    }

    private async Task<OutboxRow?> WakeAsync(CaseId id, CancellationToken cancellation)
    {
        NullableResponse<TableEntity> found =
            await table.Client.GetEntityIfExistsAsync<TableEntity>(CaseTable.ShardOf(id), OutboxRow.WakeKey(id), cancellationToken: cancellation);
        return found.HasValue ? OutboxRow.From(found.Value!) : null;
    }

    /// <returns>False when a newer decision has renewed the wake-up meanwhile: the case has to be looked at again.</returns>
    private async Task<bool> SeenAsync(OutboxRow wake, CancellationToken cancellation)
    {
        try
        {
            await table.Client.DeleteEntityAsync(CaseTable.ShardOf(wake.Entry.CaseId), wake.Key, wake.ETag, cancellation);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            return false;
        }
    }

    [LoggerMessage(1301, LogLevel.Error, "The procedure of {Case} says that something is due since {Due}, but refuses to do it.")]
    private static partial void TimeRefused(ILogger log, CaseId @case, DateTimeOffset due);
}
