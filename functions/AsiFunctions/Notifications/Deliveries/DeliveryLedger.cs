using System.Runtime.CompilerServices;
using AsiFunctions.Dashboard.Feed;
using AsiFunctions.Storage;
using Azure;
using Azure.Data.Tables;

namespace AsiFunctions.Notifications.Deliveries;

/// <summary>What became of an attempt to take the next message out of the backlog.</summary>
public abstract record Claim
{
    private Claim()
    {
    }

    /// <summary>This message, and nobody else has it. Its try counts towards the pace.</summary>
    public sealed record Taken(Claimed Claimed) : Claim;

    /// <summary>Messages are due, but the pace allows none before then.</summary>
    public sealed record NoSlot(DateTimeOffset Until) : Claim;

    /// <summary>No message is due.</summary>
    public sealed record Nothing : Claim;
}

/// <summary>A delivery as it was read, with the tag that a change of it must meet.</summary>
public sealed record Claimed(Delivery Delivery, ETag Tag);

/// <summary>The table <c>Deliveries</c>: every message to every recipient, the backlog and the pace.</summary>
/// <remarks>
/// A message is claimed before it goes to the mail server, by one transaction that also takes the slot: no two senders take the same message, and all
/// of them together keep the pace, over restarts too. A process that dies between claim and answer leaves the message "sending"; after a
/// term it is tried again, for nobody can know whether the server had taken it. It then carries the same Message-ID, by which the receiver can drop
/// the repeat. That is the one case in which a message may arrive twice.
/// </remarks>
/// <param name="tables">The storage.</param>
/// <param name="settings">The pace.</param>
/// <param name="clock">Business time.</param>
public sealed class DeliveryLedger(TableServiceClient tables, NotificationSettings settings, TimeProvider clock) : IDisposable
{
    /// <summary>The table's name.</summary>
    public const string TableName = "Deliveries";

    private const string PaceKey = "pace";
    private const int MostTries = 20;
    private const int DeliveriesOfATransaction = 50;

    private readonly TableClient table = tables.GetTableClient(TableName);
    private readonly SemaphoreSlim claiming = new(1, 1);

    /// <summary>Creates the table where it is missing.</summary>
    public Task PrepareAsync(CancellationToken cancellation) => table.CreateIfNotExistsAsync(cancellation);

    /// <summary>Puts deliveries into the backlog. Those that are there already, whatever became of them, stay as they are.</summary>
    public async Task AddAsync(IReadOnlyList<Delivery> deliveries, CancellationToken cancellation)
    {
        foreach (Delivery[] some in deliveries.Chunk(DeliveriesOfATransaction))
        {
            if (!await TryAddAsync(some, cancellation))
            {
                foreach (Delivery one in some)
                {
                    await TryAddAsync([one], cancellation);
                }
            }
        }
    }

    /// <summary>Takes the most urgent message that is due, and of those the oldest.</summary>
    public async Task<Claim> ClaimAsync(CancellationToken cancellation)
    {
        // Within the process one at a time; between processes the tags decide.
        await claiming.WaitAsync(cancellation);
        try
        {
            for (int i = 0; i < MostTries; i++)
            {
                if (await TryClaimAsync(cancellation) is { } claim)
                {
                    return claim;
                }
            }
        }
        finally
        {
            claiming.Release();
        }

        // Others are at it all the time, so the backlog is not left alone.
        return new Claim.Nothing();
    }

    /// <summary>Writes down what became of a claimed message.</summary>
    /// <returns>False where the claim had run out and another process has taken the message over.</returns>
    public async Task<bool> ChangeAsync(Claimed claimed, Delivery after, CancellationToken cancellation) =>
        await table.TrySubmitAsync(
            DeliveryRows.Change(claimed.Delivery, claimed.Tag, after with { Changes = claimed.Delivery.Changes + 1 }), cancellation)
            is not null;

    /// <summary>Puts messages back into the backlog that a process took and never finished.</summary>
    /// <param name="except">What this process has on its way itself.</param>
    /// <param name="cancellation">Ends it between two messages.</param>
    public async Task<int> RecoverAsync(Func<string, bool> except, CancellationToken cancellation)
    {
        DateTimeOffset now = clock.GetUtcNow();
        int recovered = 0;
        await foreach (TableEntity row in table.QueryAsync<TableEntity>(
            DeliveryRows.SendingBefore(now - settings.SendingTerm), cancellationToken: cancellation))
        {
            string id = row.GetString(DeliveryRows.DeliveryId)!;
            if (!except(id)
                && await FindAsync(id, cancellation) is { Delivery.State: DeliveryState.Sending } left
                && await ChangeAsync(
                    left, left.Delivery with { State = DeliveryState.Waiting, DueAt = now, ChangedAt = now, Code = "interrupted" }, cancellation))
            {
                recovered++;
            }
        }

        return recovered;
    }

    /// <summary>One delivery, or null.</summary>
    public async Task<Claimed?> FindAsync(string id, CancellationToken cancellation)
    {
        NullableResponse<TableEntity> row = await table.GetEntityIfExistsAsync<TableEntity>(
            DeliveryRows.Partition, DeliveryRows.Key(id), cancellationToken: cancellation);
        return row.HasValue ? new Claimed(DeliveryRows.Read(row.Value!), row.Value!.ETag) : null;
    }

    /// <summary>Deliveries in a state: waiting by urgency and age, on their way oldest first, failed newest first, the others by id.</summary>
    /// <param name="state">The state.</param>
    /// <param name="token">Where the page before ended; null for the first.</param>
    /// <param name="size">Deliveries on a page, at most 200.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The page; null where the token does not belong to this list.</returns>
    public async Task<Http.Page<Delivery>?> ListAsync(DeliveryState state, string? token, int size, CancellationToken cancellation)
    {
        string from = state switch
        {
            DeliveryState.Waiting => DeliveryRows.WaitingFrom,
            DeliveryState.Sending => DeliveryRows.SendingFrom,
            DeliveryState.Failed => DeliveryRows.FailedFrom,
            _ => DeliveryRows.DeliveryFrom,
        };
        string? only = from == DeliveryRows.DeliveryFrom ? TableClient.CreateQueryFilter($"State eq {state.ToString()}") : null;
        if (await RowPages.ReadAsync(table, from, only, token, size, cancellation) is not { } page)
        {
            return null;
        }

        List<Delivery> items = [];
        foreach (TableEntity row in page.Items)
        {
            Delivery? delivery = row.GetString(DeliveryRows.DeliveryId) is { } id
                ? (await FindAsync(id, cancellation))?.Delivery
                : DeliveryRows.Read(row);
            items.AddRange(delivery is null ? [] : [delivery]);
        }

        return new Http.Page<Delivery>(items, page.Next);
    }

    /// <summary>What changes mean for the dashboard and the roll-up has not taken yet. One range read.</summary>
    public async Task<IReadOnlyList<FeedEntry>> UncountedAsync(int most, CancellationToken cancellation)
    {
        List<FeedEntry> entries = [];
        await foreach (TableEntity row in table.QueryAsync<TableEntity>(
            DeliveryRows.Range(DeliveryRows.CountFrom), maxPerPage: most, cancellationToken: cancellation))
        {
            entries.Add(DeliveryRows.Counted(row));
            if (entries.Count == most)
            {
                break;
            }
        }

        return entries;
    }

    /// <summary>Forgets changes that the roll-up has taken. One transaction for 100; who has forgotten one already is no fault.</summary>
    public async Task CountedAsync(IReadOnlyList<FeedEntry> taken, CancellationToken cancellation)
    {
        foreach (FeedEntry[] some in taken.Chunk(CaseTransaction.MaxRows))
        {
            if (await table.TrySubmitAsync(some.Select(Forget), cancellation) is null)
            {
                foreach (FeedEntry one in some)
                {
                    await table.TrySubmitAsync([Forget(one)], cancellation);
                }
            }
        }

        static TableTransactionAction Forget(FeedEntry entry) =>
            new(TableTransactionActionType.Delete, new TableEntity(DeliveryRows.Partition, DeliveryRows.CountKey(entry)), ETag.All);
    }

    /// <summary>All deliveries, streamed in the order of their ids. One range read for each 1,000.</summary>
    public async IAsyncEnumerable<Delivery> AllAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (TableEntity row in table.QueryAsync<TableEntity>(
            DeliveryRows.Range(DeliveryRows.DeliveryFrom), cancellationToken: cancellation))
        {
            yield return DeliveryRows.Read(row);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => claiming.Dispose();

    private async Task<Claim?> TryClaimAsync(CancellationToken cancellation)
    {
        DateTimeOffset now = clock.GetUtcNow();
        if (await NextAsync(now, cancellation) is not { } id)
        {
            return new Claim.Nothing();
        }

        NullableResponse<TableEntity> row = await table.GetEntityIfExistsAsync<TableEntity>(
            DeliveryRows.Partition, PaceKey, cancellationToken: cancellation);
        Pace pace = row.HasValue ? Pace.FromBytes(row.Value!.GetBinary("Tries")) : Pace.None;
        DateTimeOffset slot = pace.NextSlot(now, settings.PerMinute, settings.PerHour);
        if (slot > now)
        {
            return new Claim.NoSlot(slot);
        }

        if (await FindAsync(id, cancellation) is not { Delivery.State: DeliveryState.Waiting } found)
        {
            return null;
        }

        Delivery sending = found.Delivery with
        {
            State = DeliveryState.Sending,
            Attempts = found.Delivery.Attempts + 1,
            ChangedAt = now,
            Changes = found.Delivery.Changes + 1,
        };
        TableEntity kept = new(DeliveryRows.Partition, PaceKey) { ["Tries"] = pace.With(now).ToBytes() };
        List<TableTransactionAction> actions = DeliveryRows.Change(found.Delivery, found.Tag, sending);
        actions.Add(row.HasValue
            ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, kept, row.Value!.ETag)
            : new TableTransactionAction(TableTransactionActionType.Add, kept));
        return await table.TrySubmitAsync(actions, cancellation) is [Response written, ..]
            ? new Claim.Taken(
                new Claimed(sending, written.Headers.ETag ?? throw new InvalidOperationException("The storage answered a write without a tag.")))
            : null;
    }

    private async Task<string?> NextAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        string due = $"{DeliveryRows.Range(DeliveryRows.WaitingFrom)} and {TableClient.CreateQueryFilter($"DueAt le {now}")}";
        await foreach (TableEntity row in table.QueryAsync<TableEntity>(due, maxPerPage: 1, cancellationToken: cancellation))
        {
            return row.GetString(DeliveryRows.DeliveryId)!;
        }

        return null;
    }

    private async Task<bool> TryAddAsync(IEnumerable<Delivery> deliveries, CancellationToken cancellation) => await table.TrySubmitAsync(
        deliveries.SelectMany(delivery => new[] { DeliveryRows.Row(delivery), DeliveryRows.Index(delivery)! })
            .Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)),
        cancellation) is not null;
}
