using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;

namespace AsiFunctions.LocalRuntime.ServiceBus;

/// <summary>One queue: its table, its two lanes (the queue itself and its dead letters) and its schedule.</summary>
internal sealed class LocalQueue : IDisposable
{
    // A transaction takes 100 rows, and becoming active takes two of them.
    private const int DueAtOnce = 50;

    // A transaction takes 4 MB; bodies travel in base64.
    private const long DueBytesAtOnce = 2 * 1024 * 1024;

    private static readonly TimeSpan HousekeepingEvery = TimeSpan.FromMinutes(1);

    private readonly LocalServiceBus bus;
    private readonly Schedule schedule = new();
    private readonly SemaphoreSlim activating = new(1, 1);
    private readonly Lock opening = new();
    private readonly Outbox outbox;
    private readonly Lane active;
    private readonly Lane dead;
    private Task? opened;
    private long keptHouseAt = -(long)HousekeepingEvery.TotalMilliseconds;

    public LocalQueue(LocalServiceBus bus, string name, LocalQueueOptions options)
    {
        this.bus = bus;
        Name = name;
        Options = options;
        Table = bus.Table(TableName(name));
        active = new Lane(this, bus, MessageRow.Active, name);
        dead = new Lane(this, bus, MessageRow.Dead, name + "/$DeadLetterQueue");
        outbox = new Outbox(this, bus);
    }

    public string Name { get; }

    public string Account => bus.Account;

    public LocalQueueOptions Options { get; }

    public TableClient Table { get; }

    public DateTimeOffset? NextDue => schedule.Earliest;

    /// <exception cref="ArgumentException">Service Bus has no queues of such a name.</exception>
    public static string Checked(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        bool fits = name.Length <= 260 && char.IsAsciiLetterOrDigit(name[0]);
        return fits && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '/')
            ? name
            : throw new ArgumentException(
                $"'{name}' is no queue name: up to 260 letters, digits, periods, hyphens, underscores and slashes, a letter or digit first.",
                nameof(name));
    }

    public Lane Lane(SubQueue subQueue) => subQueue switch
    {
        SubQueue.None => active,
        SubQueue.DeadLetter => dead,
        _ => throw new NotSupportedException($"The local edition forwards no messages, so that a queue has no sub-queue {subQueue}."),
    };

    /// <summary>Stores messages to be active at once, at <paramref name="due"/>, or at the time that each of them says.</summary>
    /// <returns>Their sequence numbers; that of the first one for a dropped duplicate.</returns>
    public Task<IReadOnlyList<long>> SendAsync(IReadOnlyList<ServiceBusMessage> messages, DateTimeOffset? due, CancellationToken cancellation) =>
        Storage.CallAsync(Name, async () =>
        {
            await OpenAsync(cancellation);
            return await outbox.SendAsync(messages, due, cancellation);
        });

    /// <summary>Tells who waits: after the messages were stored.</summary>
    public void Announce(IEnumerable<DateTimeOffset?> dues)
    {
        bool anyActive = false;
        foreach (DateTimeOffset? due in dues)
        {
            if (due is { } time)
            {
                schedule.Add(time);
            }

            anyActive |= due is null;
        }

        if (anyActive)
        {
            active.Bell.Ring();
        }
    }

    public Task CancelScheduledAsync(long number, CancellationToken cancellation) => Storage.CallAsync(Name, async () =>
    {
        await OpenAsync(cancellation);
        string filter = $"{MessageRow.Of(MessageRow.Scheduled)} and {TableClient.CreateQueryFilter($"SequenceNumber eq {number}")}";
        IReadOnlyList<TableEntity> rows = await Table.FirstAsync(filter, 1, cancellation, ["PartitionKey", "RowKey"]);
        if (rows.Count == 0 || !await Table.TryDeleteAsync(rows[0].RowKey, ETag.All, cancellation))
        {
            throw new ServiceBusException(
                $"No scheduled message has the sequence number {number}; it may have become active.", ServiceBusFailureReason.MessageNotFound, Name);
        }
    });

    /// <summary>Makes the queue's table, and reads when the next scheduled message is due, once in the life of a process.</summary>
    public Task OpenAsync(CancellationToken cancellation)
    {
        lock (opening)
        {
            if (opened is null or { IsFaulted: true } or { IsCanceled: true })
            {
                opened = CreateAsync();
            }

            return opened.WaitAsync(cancellation);
        }
    }

    /// <summary>How long until a scheduled message is due: what a waiting receiver must not sleep past.</summary>
    public TimeSpan UntilDue() => NextDue is { } due && due - bus.Clock.GetUtcNow() is { } rest
        ? TimeSpan.FromTicks(Math.Max(rest.Ticks, TimeSpan.TicksPerMillisecond))
        : TimeSpan.MaxValue;

    /// <summary>Makes active what is due, in order. No round trip if nothing is; two for each 50 messages.</summary>
    /// <returns>True if a message became active.</returns>
    public async Task<bool> ActivateDueAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        if (NextDue is not { } due || due > now)
        {
            return false;
        }

        await activating.WaitAsync(cancellation);
        try
        {
            bool any = false;
            while (NextDue <= now && await ActivateSomeAsync(now))
            {
                any = true;
            }

            return any;
        }
        finally
        {
            activating.Release();
        }
    }

    /// <summary>See <see cref="LocalServiceBus.SettleAsync"/>.</summary>
    public async Task<bool> SettleAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        await Storage.CallAsync(Name, () => OpenAsync(cancellation));
        bool busy = await Storage.CallAsync(Name, () => ActivateDueAsync(now, cancellation));
        busy |= await active.QuietAsync(cancellation);
        busy |= await dead.QuietAsync(cancellation);
        return busy;
    }

    /// <summary>
    /// For an idle moment: forgets MessageIds beyond their window, and reads the schedule, to which other processes may have added.
    /// </summary>
    public async Task KeepHouseAsync(CancellationToken cancellation)
    {
        long now = Environment.TickCount64;
        if (now - Interlocked.Read(ref keptHouseAt) < HousekeepingEvery.TotalMilliseconds)
        {
            return;
        }

        Interlocked.Exchange(ref keptHouseAt, now);
        await LoadScheduleAsync(cancellation);
        await outbox.ForgetAsync(cancellation);
    }

    public void Dispose()
    {
        activating.Dispose();
        active.Dispose();
        dead.Dispose();
    }

    // A table's name has up to 63 letters and digits. A queue's name that has more than that gets a hash, lest two names meet in one table.
    private static string TableName(string queue)
    {
        string lower = queue.ToLowerInvariant();
        string plain = new([.. lower.Where(char.IsAsciiLetterOrDigit).Take(40)]);
        string hash = plain == lower ? "" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lower)))[..8];
        return $"ServiceBus{plain}{hash}";
    }

    private async Task CreateAsync()
    {
        await Table.CreateIfNotExistsAsync();
        await LoadScheduleAsync(CancellationToken.None);
    }

    private async Task LoadScheduleAsync(CancellationToken cancellation)
    {
        await activating.WaitAsync(cancellation);
        try
        {
            schedule.BeginLoad();
            IReadOnlyList<TableEntity> first = await Table.FirstAsync(MessageRow.Of(MessageRow.Scheduled), 1, cancellation);
            schedule.EndLoad(first.Count > 0 ? MessageRow.DueOf(first[0]) : null);
        }
        finally
        {
            activating.Release();
        }
    }

    // Reads the next scheduled messages and makes the due ones of them active: one transaction.
    private async Task<bool> ActivateSomeAsync(DateTimeOffset now)
    {
        schedule.BeginLoad();
        IReadOnlyList<TableEntity> waiting = await Table.FirstAsync(MessageRow.Of(MessageRow.Scheduled), DueAtOnce, CancellationToken.None);
        List<TableEntity> due = [];
        long bytes = 0;
        foreach (TableEntity row in waiting.TakeWhile(row => MessageRow.DueOf(row) <= now))
        {
            bytes += MessageRow.SizeOf(row);
            if (due.Count > 0 && bytes > DueBytesAtOnce)
            {
                break;
            }

            due.Add(row);
        }

        if (due.Count > 0)
        {
            TableTransactionAction[] removals = [.. due.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, row.ETag))];
            TableTransactionAction[] arrivals = [.. due.Select(row => Arrival(row, now))];
            try
            {
                await Table.SubmitTransactionAsync([.. removals, .. arrivals], CancellationToken.None);
            }
            catch (RequestFailedException fault) when (Storage.IsConflict(fault))
            {
                // Another process was first, or one was cancelled: look again.
                return true;
            }
            finally
            {
                active.Bell.Ring();
            }
        }

        // What was read beyond the due ones tells the next due; if all that was read was due, there may be more, due as well.
        DateTimeOffset? unread = due.Count == DueAtOnce ? MessageRow.DueOf(due[^1]) : null;
        schedule.EndLoad(due.Count < waiting.Count ? MessageRow.DueOf(waiting[due.Count]) : unread);
        return due.Count > 0;
    }

    // A message that becomes active is appended as if it were sent at this instant, with a number of its own.
    private TableTransactionAction Arrival(TableEntity row, DateTimeOffset now)
    {
        TableEntity arrival = MessageRow.Moved(row, MessageRow.Active, bus.NextNumber());
        arrival[MessageRow.Enqueued] = now;
        return new TableTransactionAction(TableTransactionActionType.Add, arrival);
    }
}
