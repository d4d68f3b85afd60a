using System.Collections.Concurrent;
using System.Globalization;
using AsiFunctions.LocalRuntime.Clock;
using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;

namespace AsiFunctions.LocalRuntime.ServiceBus;

/// <summary>
/// The queues of one storage account, shared by all Service Bus clients of its connection string in this process. As
/// <see cref="IClockedWork"/> it makes scheduled messages active at their business time.
/// </summary>
/// <remarks>
/// <para>
/// For the host: register it once, <c>clock.Register(LocalServiceBus.For(connection))</c>, and pump each queue with a
/// <see cref="ServiceBusProcessor"/> of an ordinary <see cref="ServiceBusClient"/>. A move of the clock waits until running processors
/// have handled what became active; it does not wait for a queue that no processor of this process listens to, nor for plain receivers,
/// nor for messages that another process holds. A handler must not wait for business time: the move would wait for it and it for the move.
/// A handler that wants to try later schedules a new message and completes this one.
/// </para>
/// <para>
/// Each queue is one table of the storage account, and each step of a message (sent, scheduled, due, locked, renewed, given back,
/// dead-lettered, completed) is one atomic transaction on it: whatever is killed, wherever, the message is before the step or after it.
/// The storage's own queues could not do this: their messages are invisible for at most seven days, hold at most 64 KB, and no transaction
/// spans them and the table in which the ids must be remembered.
/// </para>
/// <para>
/// Round trips: one to send or schedule (with duplicate detection), two to receive (up to 50 messages), one to complete, abandon,
/// dead-letter or renew; two for each 50 scheduled messages that become due. An idle receiver looks every two seconds.
/// </para>
/// </remarks>
public sealed class LocalServiceBus : IClockedWork, IDisposable
{
    private static readonly ConcurrentDictionary<string, Lazy<LocalServiceBus>> Shared = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, LocalQueue> queues = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, LocalQueueOptions> options = new(StringComparer.OrdinalIgnoreCase);
    private readonly string connectionString;
    private readonly TableClientOptions? tables;
    private readonly TimeProvider? clock;
    private long lastNumber;

    /// <summary>A bus of its own, beside the shared one: for tests, and for a second client as another process would have it.</summary>
    /// <param name="connectionString">A storage account's: table endpoint and key, or <c>UseDevelopmentStorage=true</c>.</param>
    /// <param name="clock">Business time; <see cref="LocalClock.Current"/> if not given.</param>
    /// <param name="locks">The time that locks run by; the real one if not given.</param>
    /// <param name="tables">How the storage is called: retries, transport.</param>
    /// <exception cref="ArgumentException">The connection string is that of a real Service Bus namespace.</exception>
    public LocalServiceBus(string connectionString, TimeProvider? clock = null, TimeProvider? locks = null, TableClientOptions? tables = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        if (connectionString.Contains("Endpoint=sb:", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException(
                "The local edition keeps its queues in a storage account and cannot reach a Service Bus namespace. " +
                "Set the connection to UseDevelopmentStorage=true, or build with AsiHost=azure.",
                nameof(connectionString));
        }

        this.connectionString = connectionString;
        this.clock = clock;
        this.tables = tables;
        Locks = locks ?? TimeProvider.System;
        Account = Table("ServiceBus").AccountName;
    }

    /// <inheritdoc/>
    public DateTimeOffset? NextDue => queues.Values.Select(queue => queue.NextDue).Min();

    internal string Account { get; }

    internal TimeProvider Clock => clock ?? LocalClock.Current;

    internal TimeProvider Locks { get; }

    /// <summary>Tells this bus from every other one, dead or alive, on whatever machine.</summary>
    internal string Id { get; } = string.Create(
        CultureInfo.InvariantCulture, $"{HolderProcess.Current}|{Guid.NewGuid():N}");

    /// <summary>The one bus of this connection string in this process.</summary>
    public static LocalServiceBus For(string connectionString) =>
        Shared.GetOrAdd(connectionString, key => new Lazy<LocalServiceBus>(() => new LocalServiceBus(key))).Value;

    /// <summary>A client of this bus.</summary>
    public ServiceBusClient CreateClient() => new(this);

    /// <summary>
    /// Sets a queue's settings, which otherwise are those of a new <see cref="LocalQueueOptions"/>. Call before the queue's first use.
    /// </summary>
    /// <exception cref="InvalidOperationException">The queue is already in use.</exception>
    public void Configure(string queue, LocalQueueOptions settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (queues.ContainsKey(queue))
        {
            throw new InvalidOperationException($"The queue '{queue}' is in use; its settings come before its first use.");
        }

        options[queue] = settings;
    }

    /// <summary>
    /// Makes due messages active, then waits until the running processors have nothing left. Quiet queues cost no round trip.
    /// </summary>
    public async ValueTask<bool> SettleAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        bool busy = false;
        foreach (LocalQueue queue in queues.Values)
        {
            busy |= await queue.SettleAsync(now, cancellation);
        }

        return busy;
    }

    /// <summary>Releases what its queues hold in memory. Processors must have been stopped before.</summary>
    public void Dispose()
    {
        foreach (LocalQueue queue in queues.Values)
        {
            queue.Dispose();
        }
    }

    internal LocalQueue Queue(string name) =>
        queues.GetOrAdd(LocalQueue.Checked(name), n => new LocalQueue(this, n, options.GetValueOrDefault(n) ?? new LocalQueueOptions()));

    internal TableClient Table(string name) =>
        tables is null ? new TableClient(connectionString, name) : new TableClient(connectionString, name, tables);

    /// <summary>A number larger than all before it in this process, and than those of earlier processes.</summary>
    internal long NextNumber()
    {
        while (true)
        {
            long last = Interlocked.Read(ref lastNumber);
            long next = Math.Max(last + 1, TimeProvider.System.GetUtcNow().UtcTicks);
            if (Interlocked.CompareExchange(ref lastNumber, next, last) == last)
            {
                return next;
            }
        }
    }
}
