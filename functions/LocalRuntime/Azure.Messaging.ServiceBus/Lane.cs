using System.Diagnostics;
using Azure;
using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;

namespace AsiFunctions.LocalRuntime.ServiceBus;

/// <summary>What can be received from: a queue's active messages, or its dead letters.</summary>
internal sealed class Lane(LocalQueue queue, LocalServiceBus bus, string kind, string path) : IDisposable
{
    private const int AtOnce = 50;
    private const int Attempts = 10;

    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim taking = new(1, 1);
    private readonly Settlement settlement = new(queue, bus, kind, path);
    private readonly Consumers consumers = new();
    private bool freed;

    public LocalQueue Queue => queue;

    public string Path => path;

    /// <summary>Rings whenever there may be something to receive.</summary>
    public Bell Bell { get; } = new();

    /// <summary>Receives up to 50 messages: waits for the first, takes what is there with it.</summary>
    /// <param name="max">1 or more.</param>
    /// <param name="mode">Whether to lock or to delete what is received.</param>
    /// <param name="wait">Real time.</param>
    /// <param name="cancellation">Ends the waiting only: what was locked reaches its holder.</param>
    public Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveAsync(
        int max,
        ServiceBusReceiveMode mode,
        TimeSpan wait,
        CancellationToken cancellation) =>
        ReceiveAsync(max, mode, wait, consumer: false, cancellation);

    /// <summary>The same for a processor, whose messages the clock waits for until they are given to <see cref="Release"/>.</summary>
    public Task<IReadOnlyList<ServiceBusReceivedMessage>> ConsumeAsync(int max, ServiceBusReceiveMode mode, CancellationToken cancellation) =>
        ReceiveAsync(max, mode, TimeSpan.MaxValue, consumer: true, cancellation);

    /// <summary>A processor begins to listen.</summary>
    public void Attach() => consumers.Attach();

    /// <summary>A processor has ended, all its messages released.</summary>
    public void Detach() => consumers.Detach();

    /// <summary>A message of <see cref="ConsumeAsync"/> has been dealt with.</summary>
    public void Release() => consumers.Release();

    /// <summary>Waits until the processors of this process have dealt with all that they can get; at once if there are none.</summary>
    /// <returns>True if it had to wait.</returns>
    public Task<bool> QuietAsync(CancellationToken cancellation) => consumers.QuietAsync(Bell, cancellation);

    public Task<IReadOnlyList<ServiceBusReceivedMessage>> PeekAsync(int max, long from, CancellationToken cancellation) =>
        Storage.CallAsync<IReadOnlyList<ServiceBusReceivedMessage>>(path, async () =>
        {
            await queue.OpenAsync(cancellation);
            string[] kinds = kind == MessageRow.Active ? [MessageRow.Active, MessageRow.Scheduled] : [kind];
            List<ServiceBusReceivedMessage> seen = [];
            foreach (string each in kinds)
            {
                string filter = $"{MessageRow.Of(each)} and {TableClient.CreateQueryFilter($"SequenceNumber ge {from}")}";
                await foreach (TableEntity row in queue.Table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
                {
                    seen.Add(MessageRow.Read(row, held: null));
                }
            }

            return [.. seen.OrderBy(message => message.SequenceNumber).Take(max)];
        });

    public Task CompleteAsync(ServiceBusReceivedMessage message, CancellationToken cancellation) =>
        Storage.CallAsync(path, () => settlement.CompleteAsync(message, cancellation));

    public Task RenewAsync(ServiceBusReceivedMessage message, CancellationToken cancellation) =>
        Storage.CallAsync(path, () => settlement.RenewAsync(message, cancellation));

    public async Task AbandonAsync(ServiceBusReceivedMessage message, IDictionary<string, object>? properties, CancellationToken cancellation)
    {
        await Storage.CallAsync(path, () => settlement.AbandonAsync(message, properties ?? new Dictionary<string, object>(), cancellation));
        Bell.Ring();
    }

    public Task DeadLetterAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? properties,
        string? reason,
        string? description,
        CancellationToken cancellation) =>
        Storage.CallAsync(
            path,
            () => settlement.DeadLetterAsync(message, properties ?? new Dictionary<string, object>(), reason, description, cancellation));

    public void Dispose() => taking.Dispose();

    private async Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveAsync(
        int max,
        ServiceBusReceiveMode mode,
        TimeSpan wait,
        bool consumer,
        CancellationToken cancellation)
    {
        long since = Stopwatch.GetTimestamp();
        TimeSpan pause = ShortestPause;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            long seen = Bell.Rings;
            IReadOnlyList<ServiceBusReceivedMessage> taken = await Storage.CallAsync(path, () => TakeAsync(Math.Min(max, AtOnce), mode, consumer));
            TimeSpan rest = wait - Stopwatch.GetElapsedTime(since);
            if (taken.Count > 0 || rest <= TimeSpan.Zero)
            {
                return taken;
            }

            TimeSpan[] limits = [rest, pause, queue.UntilDue()];
            await Bell.WaitAsync(seen, limits.Min(), cancellation);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    // One at a time in a process, so that its receivers never fight over the same rows.
    private async Task<IReadOnlyList<ServiceBusReceivedMessage>> TakeAsync(int max, ServiceBusReceiveMode mode, bool consumer)
    {
        await queue.OpenAsync(CancellationToken.None);
        await taking.WaitAsync();
        try
        {
            await FreeLocksOfTheDeadAsync();
            if (kind == MessageRow.Active)
            {
                await queue.ActivateDueAsync(bus.Clock.GetUtcNow(), CancellationToken.None);
            }

            for (int attempt = 0; attempt < Attempts; attempt++)
            {
                long seen = Bell.Rings;
                IReadOnlyList<TableEntity> rows = await queue.Table.FirstAsync(Available(), max, CancellationToken.None);
                if (rows.Count == 0)
                {
                    consumers.FoundNothing(seen);
                    await queue.KeepHouseAsync(CancellationToken.None);
                    return [];
                }

                IReadOnlyList<ServiceBusReceivedMessage> taken = await TakeAsync(rows, mode);
                if (taken.Count > 0)
                {
                    consumers.Took(consumer ? taken.Count : 0);
                    return taken;
                }
            }

            return [];
        }
        finally
        {
            taking.Release();
        }
    }

    private string Available() => $"{MessageRow.Of(kind)} and {TableClient.CreateQueryFilter($"LockedUntil le {bus.Locks.GetUtcNow()}")}";

    // Locks the rows in one transaction. None is taken if another process was faster with one of them, or if all were past use.
    private async Task<IReadOnlyList<ServiceBusReceivedMessage>> TakeAsync(IReadOnlyList<TableEntity> rows, ServiceBusReceiveMode mode)
    {
        List<TableEntity> usable = [];
        foreach (TableEntity row in rows)
        {
            if (!await settlement.PutAsideAsync(row))
            {
                usable.Add(row);
            }
        }

        if (usable.Count == 0)
        {
            return [];
        }

        List<MessageLock> locks = [.. usable.Select(settlement.NewLock)];
        IEnumerable<TableTransactionAction> actions = mode == ServiceBusReceiveMode.PeekLock
            ? locks.Select(settlement.LockRow)
            : usable.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, row.ETag));
        try
        {
            Response<IReadOnlyList<Response>> answers = await queue.Table.SubmitTransactionAsync(actions, CancellationToken.None);
            if (mode == ServiceBusReceiveMode.ReceiveAndDelete)
            {
                return [.. usable.Select(row => MessageRow.Read(row, held: null))];
            }

            foreach ((MessageLock held, Response answer) in locks.Zip(answers.Value))
            {
                held.ETag = answer.Headers.ETag ?? throw new InvalidOperationException("The storage told no version of a row that it had changed.");
            }

            return [.. locks.Select(held => MessageRow.Read(held.Row, held))];
        }
        catch (RequestFailedException fault) when (Storage.IsConflict(fault))
        {
            return [];
        }
    }

    // Once in the life of a process: what a killed one held need not wait for its locks to run out.
    private async Task FreeLocksOfTheDeadAsync()
    {
        if (freed)
        {
            return;
        }

        string filter = $"{MessageRow.Of(kind)} and {TableClient.CreateQueryFilter($"LockedUntil gt {bus.Locks.GetUtcNow()}")}";
        await foreach (TableEntity row in queue.Table.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey", MessageRow.Holder]))
        {
            if (HolderProcess.IsDead(row.GetString(MessageRow.Holder)))
            {
                await settlement.FreeAsync(row);
            }
        }

        freed = true;
    }
}
