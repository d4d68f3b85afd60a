using Azure;
using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;

namespace AsiFunctions.LocalRuntime.ServiceBus;

/// <summary>Stores what is sent to one queue. A message and the memory of its id come into being in the same transaction.</summary>
internal sealed class Outbox(LocalQueue queue, LocalServiceBus bus)
{
    // A transaction takes 100 rows, and a message with its remembered id takes two of them.
    private const int AtOnce = 50;
    private const int Attempts = 10;

    public async Task<IReadOnlyList<long>> SendAsync(IReadOnlyList<ServiceBusMessage> messages, DateTimeOffset? due, CancellationToken cancellation)
    {
        MessageSize.Check(messages, queue.Name);
        DateTimeOffset now = bus.Clock.GetUtcNow();
        List<Entry> entries = [.. messages.Select(message => Enter(message, due, now))];
        foreach (Entry[] some in entries.Chunk(AtOnce))
        {
            await StoreAsync(some, now, cancellation);
        }

        return [.. entries.Select(entry => entry.Number)];
    }

    /// <summary>Forgets ids beyond their window, 100 at a time: two round trips.</summary>
    public async Task ForgetAsync(CancellationToken cancellation)
    {
        DateTimeOffset oldest = bus.Clock.GetUtcNow() - queue.Options.DuplicateDetectionHistoryTimeWindow;
        string filter = $"{MessageRow.Of(MessageRow.Remembered)} and {TableClient.CreateQueryFilter($"RememberedAt lt {oldest}")}";
        while (await queue.Table.FirstAsync(filter, 100, cancellation) is { Count: > 0 } old)
        {
            try
            {
                await queue.Table.SubmitTransactionAsync(
                    old.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, row.ETag)), cancellation);
            }
            catch (RequestFailedException fault) when (Storage.IsConflict(fault))
            {
                // One of the ids was just sent again, or another process forgets them too: there will be another idle moment.
                return;
            }
        }
    }

    private Entry Enter(ServiceBusMessage message, DateTimeOffset? due, DateTimeOffset now)
    {
        DateTimeOffset time = due ?? message.ScheduledEnqueueTime;
        DateTimeOffset? wait = time > now ? time.ToUniversalTime() : null;
        TableEntity row = MessageRow.From(message, now, wait, queue.Name);
        row[MessageRow.Sender] = bus.Id;
        string? id = queue.Options.RequiresDuplicateDetection && message.MessageId is { } known ? MessageRow.RememberedKey(known) : null;
        return new Entry(row, wait, id, message.MessageId) { Number = bus.NextNumber() };
    }

    private async Task StoreAsync(Entry[] entries, DateTimeOffset now, CancellationToken cancellation)
    {
        DropRepeats(entries);
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            Entry[] open = [.. entries.Where(entry => !entry.Dropped)];
            if (open.Length == 0)
            {
                return;
            }

            // The ids first: a duplicate then fails the transaction before a row of a message was touched.
            IEnumerable<TableTransactionAction> ids = open.Where(entry => entry.IdKey is not null).Select(entry => entry.Remember(now));
            try
            {
                await queue.Table.SubmitTransactionAsync([.. ids, .. open.Select(entry => entry.Add())], cancellation);
            }
            catch (RequestFailedException fault) when (Storage.IsConflict(fault))
            {
                if (!await IsStoredAsync(open, now, cancellation))
                {
                    continue;
                }
            }

            queue.Announce(open.Select(entry => entry.Due));
            return;
        }

        throw new ServiceBusException($"The messages met others {Attempts} times over.", ServiceBusFailureReason.ServiceBusy, queue.Name);
    }

    // After a conflict: drops what was sent before, and finds out whether the transaction itself had come through, its answer lost.
    private async Task<bool> IsStoredAsync(Entry[] open, DateTimeOffset now, CancellationToken cancellation)
    {
        bool explained = false;
        foreach (Entry entry in open)
        {
            NullableResponse<TableEntity> found = await queue.Table.GetEntityIfExistsAsync<TableEntity>(
                MessageRow.Partition, entry.IdKey ?? entry.RowKey, cancellationToken: cancellation);
            if (found is not { HasValue: true, Value: { } there })
            {
                entry.Outdated = null;
                continue;
            }

            long number = there.GetInt64(MessageRow.Number) ?? 0;
            if (number == entry.Number && there.GetString(MessageRow.Sender) == bus.Id)
            {
                return true;
            }

            if (entry.IdKey is null)
            {
                continue;
            }

            explained = true;
            if (there.GetDateTimeOffset(MessageRow.RememberedAt) >= now - queue.Options.DuplicateDetectionHistoryTimeWindow)
            {
                entry.Number = number;
                entry.Dropped = true;
            }
            else
            {
                entry.Outdated = there.ETag;
            }
        }

        foreach (Entry entry in open.Where(entry => !explained && !entry.Dropped))
        {
            // No id explains the conflict, so another process has chosen the same number in the same tick.
            entry.Number = bus.NextNumber();
        }

        return false;
    }

    private static void DropRepeats(Entry[] entries)
    {
        foreach (IGrouping<string, Entry> same in entries.Where(entry => entry.IdKey is not null).GroupBy(entry => entry.IdKey!))
        {
            foreach (Entry repeat in same.Skip(1))
            {
                repeat.Number = same.First().Number;
                repeat.Dropped = true;
            }
        }
    }

    /// <summary>One message on its way in.</summary>
    private sealed class Entry(TableEntity row, DateTimeOffset? due, string? idKey, string? messageId)
    {
        public DateTimeOffset? Due { get; } = due;

        public string? IdKey { get; } = idKey;

        public long Number { get; set; }

        /// <summary>True for a duplicate: not stored, and its number is that of the first.</summary>
        public bool Dropped { get; set; }

        /// <summary>The version of the row that remembers the id since longer than the window.</summary>
        public ETag? Outdated { get; set; }

        public string RowKey => Due is { } time ? MessageRow.Key(time, Number) : MessageRow.Key(MessageRow.Active, Number);

        public TableTransactionAction Add()
        {
            row.RowKey = RowKey;
            row[MessageRow.Number] = Number;
            return new TableTransactionAction(TableTransactionActionType.Add, row);
        }

        public TableTransactionAction Remember(DateTimeOffset now)
        {
            TableEntity memory = new(MessageRow.Partition, IdKey!)
            {
                [nameof(ServiceBusMessage.MessageId)] = messageId,
                [MessageRow.Number] = Number,
                [MessageRow.RememberedAt] = now,
                [MessageRow.Sender] = row[MessageRow.Sender],
            };
            return Outdated is { } version
                ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, memory, version)
                : new TableTransactionAction(TableTransactionActionType.Add, memory);
        }
    }
}
