using Azure;
using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;

namespace AsiFunctions.LocalRuntime.ServiceBus;

/// <summary>Locks messages of one lane and ends their locks: one transaction each.</summary>
internal sealed class Settlement(LocalQueue queue, LocalServiceBus bus, string kind, string path)
{
    private const int Attempts = 5;

    private bool IsDeadLetters => kind == MessageRow.Dead;

    public MessageLock NewLock(TableEntity row) => new(
        row,
        Guid.NewGuid().ToString(),
        (row.GetInt32(MessageRow.DeliveryCount) ?? 0) + 1,
        bus.Locks.GetUtcNow() + queue.Options.LockDuration);

    public TableTransactionAction LockRow(MessageLock held)
    {
        TableEntity locked = Change(held.Row);
        locked[MessageRow.LockToken] = held.Token;
        locked[MessageRow.LockedUntil] = held.Until;
        locked[MessageRow.DeliveryCount] = held.DeliveryCount;
        locked[MessageRow.Holder] = bus.Id;
        return new TableTransactionAction(TableTransactionActionType.UpdateMerge, locked, held.Row.ETag);
    }

    public async Task CompleteAsync(ServiceBusReceivedMessage message, CancellationToken cancellation)
    {
        MessageLock held = Held(message);
        await UnderLockAsync(held, async () =>
        {
            // A row that is gone under a lock that still runs was deleted by an earlier try whose answer was lost.
            await queue.Table.TryDeleteAsync(held.Row.RowKey, held.ETag, cancellation);
        });
        held.Settled = true;
    }

    public async Task RenewAsync(ServiceBusReceivedMessage message, CancellationToken cancellation)
    {
        MessageLock held = Held(message);
        await UnderLockAsync(held, async () =>
        {
            DateTimeOffset until = bus.Locks.GetUtcNow() + queue.Options.LockDuration;
            TableEntity renewed = Change(held.Row);
            renewed[MessageRow.LockedUntil] = until;
            await UpdateAsync(held, renewed, cancellation);
            held.Until = until;
            message.LockedUntil = until;
        });
    }

    public async Task AbandonAsync(ServiceBusReceivedMessage message, IDictionary<string, object> properties, CancellationToken cancellation)
    {
        MessageLock held = Held(message);
        if (IsUsedUp(held.DeliveryCount))
        {
            Apply(held.Row, properties);
            await UnderLockAsync(held, () => BuryAsync(held.Row, held.ETag, held.DeliveryCount, UsedUp(held.DeliveryCount), cancellation));
            held.Settled = true;
            return;
        }

        await UnderLockAsync(held, async () =>
        {
            TableEntity free = Change(held.Row);
            free[MessageRow.LockedUntil] = MessageRow.Unlocked;
            if (properties.Count > 0)
            {
                free[MessageRow.Properties] = ApplicationProperties.With(held.Row.GetString(MessageRow.Properties), properties);
            }

            await UpdateAsync(held, free, cancellation);
        });
        held.Settled = true;
    }

    public async Task DeadLetterAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object> properties,
        string? reason,
        string? description,
        CancellationToken cancellation)
    {
        MessageLock held = Held(message);
        if (IsDeadLetters)
        {
            throw new InvalidOperationException($"{path} has no dead-letter queue of its own; complete the message or give it back.");
        }

        Apply(held.Row, properties);
        await UnderLockAsync(held, () => BuryAsync(held.Row, held.ETag, held.DeliveryCount, new Epitaph(reason, description), cancellation));
        held.Settled = true;
    }

    /// <summary>Ends what must not be delivered any more: a message past its time to live, or delivered too often.</summary>
    /// <returns>True if the row is not to be delivered.</returns>
    public async Task<bool> PutAsideAsync(TableEntity row)
    {
        bool expired = !IsDeadLetters && MessageRow.ExpiresAt(row) <= bus.Clock.GetUtcNow();
        int deliveries = row.GetInt32(MessageRow.DeliveryCount) ?? 0;
        if (!expired && !IsUsedUp(deliveries))
        {
            return false;
        }

        try
        {
            if (expired && !queue.Options.DeadLetteringOnMessageExpiration)
            {
                await queue.Table.TryDeleteAsync(row.RowKey, row.ETag, CancellationToken.None);
            }
            else
            {
                Epitaph epitaph = expired ? new("TTLExpiredException", "The message expired and was dead lettered.") : UsedUp(deliveries);
                await BuryAsync(row, row.ETag, deliveries, epitaph, CancellationToken.None);
            }
        }
        catch (RequestFailedException fault) when (Storage.IsConflict(fault))
        {
            // Another process has put it aside.
        }

        return true;
    }

    /// <summary>Ends the lock of a process that is no more; nothing happens if the row has changed meanwhile.</summary>
    public async Task FreeAsync(TableEntity row)
    {
        TableEntity free = Change(row);
        free[MessageRow.LockedUntil] = MessageRow.Unlocked;
        try
        {
            using Response response = await queue.Table.UpdateEntityAsync(free, row.ETag, TableUpdateMode.Merge);
        }
        catch (RequestFailedException fault) when (Storage.IsConflict(fault))
        {
            // Somebody has taken it.
        }
    }

    private static Epitaph UsedUp(int deliveries) =>
        new("MaxDeliveryCountExceeded", $"Message could not be consumed after {deliveries} delivery attempts.");

    private static TableEntity Change(TableEntity row) => new(MessageRow.Partition, row.RowKey);

    private static void Apply(TableEntity row, IDictionary<string, object> properties)
    {
        if (properties.Count > 0)
        {
            row[MessageRow.Properties] = ApplicationProperties.With(row.GetString(MessageRow.Properties), properties);
        }
    }

    private bool IsUsedUp(int deliveries) => !IsDeadLetters && deliveries >= queue.Options.MaxDeliveryCount;

    private MessageLock Held(ServiceBusReceivedMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        MessageLock held = message.Lock
            ?? throw new InvalidOperationException("The message was not received under a lock (peeked, deleted on receipt, or made by a test).");
        return held.Settled || held.Until <= bus.Locks.GetUtcNow() ? throw LockLost() : held;
    }

    private ServiceBusException LockLost() =>
        new("The lock has run out, or the message was already settled.", ServiceBusFailureReason.MessageLockLost, path);

    private async Task UpdateAsync(MessageLock held, TableEntity change, CancellationToken cancellation)
    {
        using Response response = await queue.Table.UpdateEntityAsync(change, held.ETag, TableUpdateMode.Merge, cancellation);
        held.ETag = response.Headers.ETag ?? held.ETag;
    }

    // Into the dead-letter queue, under its own number: gone here and there in the same transaction.
    private async Task BuryAsync(TableEntity row, ETag version, int deliveries, Epitaph epitaph, CancellationToken cancellation)
    {
        TableEntity buried = MessageRow.Moved(row, MessageRow.Dead, row.GetInt64(MessageRow.Number) ?? 0);
        buried[MessageRow.DeliveryCount] = deliveries;
        Apply(buried, epitaph.Properties());
        await queue.Table.SubmitTransactionAsync(
            [
                new TableTransactionAction(TableTransactionActionType.Delete, Change(row), version),
                new TableTransactionAction(TableTransactionActionType.Add, buried),
            ],
            cancellation);
        queue.Lane(SubQueue.DeadLetter).Bell.Ring();
    }

    // The token is the lock; the version only guards it. A renewal beside us, or an earlier try of ours whose answer was lost,
    // changes the version under the same token.
    private async Task UnderLockAsync(MessageLock held, Func<Task> change)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            try
            {
                await change();
                return;
            }
            catch (RequestFailedException fault) when (Storage.IsConflict(fault))
            {
                NullableResponse<TableEntity> found = await queue.Table.GetEntityIfExistsAsync<TableEntity>(MessageRow.Partition, held.Row.RowKey);
                if (found is not { HasValue: true, Value: { } row })
                {
                    // Gone under a lock that runs: by our own earlier try.
                    return;
                }

                if (row.GetString(MessageRow.LockToken) != held.Token)
                {
                    throw LockLost();
                }

                if (row.GetDateTimeOffset(MessageRow.LockedUntil) == MessageRow.Unlocked)
                {
                    // Given back by our own earlier try.
                    return;
                }

                held.ETag = row.ETag;
            }
        }

        throw LockLost();
    }

    /// <summary>Why a message lies in the dead-letter queue.</summary>
    private sealed record Epitaph(string? Reason, string? Description)
    {
        public Dictionary<string, object> Properties()
        {
            Dictionary<string, object> properties = new(StringComparer.Ordinal);
            if (Reason is not null)
            {
                properties[ServiceBusReceivedMessage.ReasonProperty] = Reason;
            }

            if (Description is not null)
            {
                properties[ServiceBusReceivedMessage.DescriptionProperty] = Description;
            }

            return properties;
        }
    }
}
