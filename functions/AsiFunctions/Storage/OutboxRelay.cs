using System.Diagnostics;
using System.Threading.Channels;
using AsiFunctions.Domain.Cases;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AsiFunctions.Storage;

/// <summary>
/// Carries outbox entries on after their commit: one reader, in groups of what is waiting. What it does not manage, because a receiver fails or
/// the process ends, stays in the table for <see cref="SweepAsync"/>.
/// </summary>
public sealed partial class OutboxRelay : BackgroundService
{
    /// <summary>The source of the activities that stay open from commit to dispatch.</summary>
    public const string ActivitySourceName = "AsiFunctions.Outbox";

    private readonly Channel<Parcel> waiting = Channel.CreateUnbounded<Parcel>();
    private readonly OutboxHolds holds;
    private readonly Lazy<Dictionary<string, IOutboxHandler>> handlers;
    private readonly OutboxTable table;
    private readonly OutboxSettings settings;
    private readonly TimeProvider clock;
    private readonly ILogger<OutboxRelay> log;

    /// <param name="handlers">One for each kind; not read before the first dispatch, for a handler
    /// may itself commit cases, and so need this relay.</param>
    /// <param name="table">Where the rows are.</param>
    /// <param name="settings">Pauses and sizes.</param>
    /// <param name="clock">Business time.</param>
    /// <param name="log">Failures, by type.</param>
    public OutboxRelay(IEnumerable<IOutboxHandler> handlers, OutboxTable table, OutboxSettings settings, TimeProvider clock, ILogger<OutboxRelay> log)
    {
        this.handlers = new(() => handlers.ToDictionary(handler => handler.Kind, StringComparer.Ordinal));
        this.table = table;
        this.settings = settings;
        this.clock = clock;
        this.log = log;
        holds = new OutboxHolds(clock, settings.LongestPause);
    }

    /// <summary>Whose activities these are: each relay has a source of its own, so that who waits for one does not wait for another's.</summary>
    internal ActivitySource Activities { get; } = new(ActivitySourceName);

    /// <summary>Takes over entries that were just committed.</summary>
    /// <returns>Ends when they have been dispatched or left to the sweep; never fails. Requests do not wait for it, activities do.</returns>
    public Task Post(IReadOnlyList<OutboxEntry> entries)
    {
        if (entries.Count == 0)
        {
            return Task.CompletedTask;
        }

        Parcel parcel = new([.. entries.Select(entry => new OutboxRow(entry))], Begin(entries.Count));
        if (!waiting.Writer.TryWrite(parcel))
        {
            parcel.Close();
        }

        return parcel.Closed;
    }

    /// <summary>
    /// Dispatches what was left behind: older than the grace, and due after its last failure. 16 range reads, then as <see cref="Post"/>.
    /// </summary>
    /// <returns>How many entries were tried.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellation)
    {
        DateTimeOffset now = clock.GetUtcNow();
        HashSet<(CaseId, string)> blocked = [];
        List<OutboxRow> due = [];
        foreach (OutboxRow row in (await table.ListAsync(cancellation)).OrderBy(row => row.Entry.Id, StringComparer.Ordinal))
        {
            bool ready = row.Entry.At + settings.Grace <= now && (row.NextAt is null || row.NextAt <= now);
            if (ready && !blocked.Contains((row.Entry.CaseId, row.Entry.Kind)))
            {
                due.Add(row);
            }
            else if (row.Attempts < settings.PoisonAfter)
            {
                // Those of one case leave in order: a later one waits for the earlier.
                blocked.Add((row.Entry.CaseId, row.Entry.Kind));
            }
        }

        foreach (OutboxRow[] group in due.Chunk(settings.GroupSize))
        {
            await DispatchAsync(group, swept: true, cancellation);
        }

        return due.Count;
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        waiting.Writer.TryComplete();
        if (ExecuteTask is { } reading)
        {
            await Task.WhenAny(reading, Task.Delay(settings.Drain, cancellationToken));
        }

        await base.StopAsync(cancellationToken);

        // One that was never started has read nothing.
        CloseWaiting();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        Activities.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await waiting.Reader.WaitToReadAsync(stoppingToken))
            {
                await GatherAsync(stoppingToken);
                await DispatchWaitingAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The rest is in the table.
        }
        finally
        {
            waiting.Writer.TryComplete();
            CloseWaiting();
        }
    }

    /// <summary>Gives up what is still waiting: it is in the table, for the sweep.</summary>
    private void CloseWaiting()
    {
        while (waiting.Reader.TryRead(out Parcel? left))
        {
            left.Close();
        }
    }

    /// <summary>
    /// Waits for more to come, counted from when the first of them came: what waited while the group before was sent has waited already.
    /// </summary>
    private async Task GatherAsync(CancellationToken cancellation)
    {
        if (waiting.Reader.TryPeek(out Parcel? first) && settings.Gather - Stopwatch.GetElapsedTime(first.PostedAt) is { Ticks: > 0 } rest)
        {
            await Task.Delay(rest, cancellation);
        }
    }

    private async Task DispatchWaitingAsync(CancellationToken cancellation)
    {
        List<Parcel> group = [];
        for (int entries = 0; entries < settings.GroupSize && waiting.Reader.TryRead(out Parcel? parcel); entries += parcel.Rows.Count)
        {
            group.Add(parcel);
        }

        try
        {
            await DispatchAsync([.. group.SelectMany(parcel => parcel.Rows)], swept: false, cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LeftToSweep(log, group.Count, e.GetType().Name);
        }
        finally
        {
            group.ForEach(parcel => parcel.Close());
            Activity.Current = null;
        }
    }

    private Task DispatchAsync(IReadOnlyList<OutboxRow> rows, bool swept, CancellationToken cancellation) =>
        Task.WhenAll(rows.GroupBy(row => row.Entry.Kind).Select(kind => DispatchKindAsync(kind.Key, [.. kind], swept, cancellation)));

    private async Task DispatchKindAsync(string kind, IReadOnlyList<OutboxRow> rows, bool swept, CancellationToken cancellation)
    {
        if (!handlers.Value.TryGetValue(kind, out IOutboxHandler? handler))
        {
            NoHandler(log, kind, rows.Count);
            return;
        }

        OutboxRow[] ordered = [.. rows.Where(row => swept || !holds.IsHeldUp(row.Entry)).OrderBy(row => row.Entry.Id, StringComparer.Ordinal)];
        if (ordered.Length == 0)
        {
            return;
        }

        (IReadOnlyList<OutboxRow> sent, IReadOnlyList<OutboxRow> failed) = await SendAsync(handler, ordered, cancellation);
        if (handler.KeepsEntries)
        {
            // Who keeps its entries has them sent again until they are gone, at growing distances.
            await table.PostponeAsync(swept ? ordered : failed, cancellation);
            return;
        }

        await table.DeleteAsync([.. sent.Select(row => row.Entry)], cancellation);
        await table.PostponeAsync(failed, cancellation);
    }

    /// <summary>All together; where that fails each alone, so that one bad entry does not hold up the others.</summary>
    private async Task<(IReadOnlyList<OutboxRow> Sent, IReadOnlyList<OutboxRow> Failed)> SendAsync(
        IOutboxHandler handler,
        OutboxRow[] rows,
        CancellationToken cancellation)
    {
        if (await TryAsync(handler, rows, cancellation) is not { } error)
        {
            Array.ForEach(rows, row => holds.Release(row.Entry));
            return (rows, []);
        }

        if (rows.Length == 1)
        {
            return ([], [HoldUp(rows[0], error)]);
        }

        List<OutboxRow> sent = [];
        List<OutboxRow> failed = [];

        // One that waits behind a failed one of its case was not tried, and has not failed.
        foreach (OutboxRow row in rows.Where(row => !holds.IsHeldUp(row.Entry)))
        {
            if (await TryAsync(handler, [row], cancellation) is { } alone)
            {
                failed.Add(HoldUp(row, alone));
                continue;
            }

            holds.Release(row.Entry);
            sent.Add(row);
        }

        return (sent, failed);
    }

    /// <returns>Null, or the type of the failure.</returns>
    private async Task<string?> TryAsync(IOutboxHandler handler, OutboxRow[] rows, CancellationToken cancellation)
    {
        try
        {
            await handler.DispatchAsync([.. rows.Select(row => row.Entry)], cancellation);
            return null;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e)
        {
            DispatchFailed(log, handler.Kind, rows.Length, rows[0].Entry.Id, rows[0].Attempts + 1, e);
            return e.GetType().Name;
        }
    }

    private OutboxRow HoldUp(OutboxRow row, string error)
    {
        if (row.Attempts + 1 >= settings.PoisonAfter)
        {
            holds.Release(row.Entry);
            Poisoned(log, row.Entry.Kind, row.Entry.Id, row.Attempts + 1, error);
        }
        else
        {
            holds.HoldUpBehind(row.Entry);
        }

        return row with { LastError = error };
    }

    private Activity? Begin(int entries)
    {
        // Started here and stopped by the relay: it must not become the parent of what the request does next.
        Activity? current = Activity.Current;
        Activity? activity = Activities.StartActivity("outbox dispatch", ActivityKind.Producer);
        activity?.SetTag("outbox.entries", entries);
        Activity.Current = current;
        return activity;
    }

    [LoggerMessage(1101, LogLevel.Warning, "{Kind}: {Count} outbox entries from {Entry} on were not dispatched, attempt {Attempt}.")]
    private static partial void DispatchFailed(ILogger log, string kind, int count, string entry, int attempt, Exception error);

    [LoggerMessage(1102, LogLevel.Error, "{Kind}: the outbox entry {Entry} failed {Attempts} times and is taken for poisoned: {Error}.")]
    private static partial void Poisoned(ILogger log, string kind, string entry, int attempts, string error);

    [LoggerMessage(1103, LogLevel.Error, "Nobody takes outbox entries of the kind {Kind}; {Count} stay.")]
    private static partial void NoHandler(ILogger log, string kind, int count);

    [LoggerMessage(1104, LogLevel.Warning, "{Count} commits' outbox entries are left to the sweep: {Error}.")]
    private static partial void LeftToSweep(ILogger log, int count, string error);

    private sealed class Parcel(IReadOnlyList<OutboxRow> rows, Activity? activity)
    {
        private readonly TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public long PostedAt { get; } = Stopwatch.GetTimestamp();

        public IReadOnlyList<OutboxRow> Rows { get; } = rows;

        public Task Closed => closed.Task;

        public void Close()
        {
            activity?.Dispose();
            closed.TrySetResult();
        }
    }
}
