namespace AsiFunctions.LocalRuntime.Clock;

/// <summary>
/// Business time on one machine: the real clock plus an offset that can only grow. What waits for business time
/// (durable timers, scheduled messages, function timers) registers as <see cref="IClockedWork"/> and is fired in order when the clock is moved.
/// </summary>
/// <remarks>
/// Timers of <see cref="TimeProvider.CreateTimer"/> run in real time: they serve back-off and polling. Signing of requests, leases and
/// queue visibility use <see cref="TimeProvider.System"/> and never this clock.
/// </remarks>
/// <param name="real">What passes by itself; a frozen provider in tests.</param>
/// <param name="offset">How far business time is ahead of <paramref name="real"/> at the start, 0 or more.</param>
public sealed class MovableClock(TimeProvider? real = null, TimeSpan offset = default) : TimeProvider, IDisposable
{
    // A delay of the runtime is a matter of weeks at most; a longer wait looks again.
    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(1);

    private readonly TimeProvider real = real ?? System;
    private readonly SemaphoreSlim moving = new(1, 1);
    private readonly Lock gate = new();
    private readonly List<IClockedWork> works = [];
    private TaskCompletionSource moved = NewSignal();
    private TimeSpan offset = NotNegative(offset);

    /// <summary>Raised after the clock was moved, at each stop; what sleeps until an instant looks again.</summary>
    public event EventHandler? Moved;

    /// <summary>
    /// Told the new offset before a stop takes effect, so that nothing is ever dated later than what is stored. A failure ends the move where it is.
    /// </summary>
    public Func<TimeSpan, CancellationToken, ValueTask>? Saving { get; set; }

    /// <summary>How far business time is ahead of the real clock.</summary>
    public TimeSpan Offset
    {
        get
        {
            lock (gate)
            {
                return offset;
            }
        }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => real.GetUtcNow() + Offset;

    /// <summary>
    /// Goes on from a stored offset, before anything has begun to wait. Fires nothing: what became due meanwhile finds out when it starts.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="stored"/> is negative.</exception>
    public void Restore(TimeSpan stored)
    {
        lock (gate)
        {
            offset = NotNegative(stored);
        }
    }

    /// <summary>Takes part in moves of the clock until the result is disposed.</summary>
    public IDisposable Register(IClockedWork work)
    {
        lock (gate)
        {
            works.Add(work);
        }

        return new Registration(this, work);
    }

    /// <summary>
    /// Moves business time forward to <paramref name="to"/>, stopping at every instant at which registered work is due,
    /// and returns when everything that became due has been done and nothing is under way. One move at a time; a second waits.
    /// </summary>
    /// <returns>At how many instants on the way something was due.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="to"/> lies before now: time does not go back.</exception>
    public async Task<int> MoveToAsync(DateTimeOffset to, CancellationToken cancellation = default)
    {
        await moving.WaitAsync(cancellation);
        try
        {
            if (to < GetUtcNow())
            {
                throw new ArgumentOutOfRangeException(nameof(to), to, "The clock only moves forward.");
            }

            await SettleAsync(cancellation);
            int stops = 0;
            while (NextDue() is { } due && due <= to)
            {
                await AdvanceAsync(due, cancellation);
                await SettleAsync(cancellation);
                stops++;
            }

            await AdvanceAsync(to, cancellation);
            await SettleAsync(cancellation);
            return stops;
        }
        finally
        {
            moving.Release();
        }
    }

    /// <summary>Returns when all registered work that is due now has been done and nothing is under way.</summary>
    public async Task SettleAsync(CancellationToken cancellation = default)
    {
        // One work's end may start another's: a round in which every work was found quiet ends the wait.
        bool quiet;
        do
        {
            quiet = true;
            foreach (IClockedWork work in Works())
            {
                quiet &= !await work.SettleAsync(GetUtcNow(), cancellation);
            }
        }
        while (!quiet);
    }

    /// <summary>Returns when business time has reached <paramref name="instant"/>, by itself or by a move.</summary>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public async Task UntilAsync(DateTimeOffset instant, CancellationToken cancellation = default)
    {
        while (true)
        {
            Task move = Signal();
            TimeSpan left = instant - GetUtcNow();
            if (left <= TimeSpan.Zero)
            {
                return;
            }

            using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            await Task.WhenAny(move, Task.Delay(left < LongestDelay ? left : LongestDelay, over.Token));
            await over.CancelAsync();
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => moving.Dispose();

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static TimeSpan NotNegative(TimeSpan offset) => offset >= TimeSpan.Zero
        ? offset
        : throw new ArgumentOutOfRangeException(nameof(offset), offset, "Business time cannot be behind the real clock.");

    private DateTimeOffset? NextDue() => Works().Select(w => w.NextDue).Min();

    private async ValueTask AdvanceAsync(DateTimeOffset to, CancellationToken cancellation)
    {
        TimeSpan ahead = to - real.GetUtcNow();
        if (ahead > Offset)
        {
            if (Saving is { } save)
            {
                await save(ahead, cancellation);
            }

            lock (gate)
            {
                offset = ahead;
            }
        }

        Moved?.Invoke(this, EventArgs.Empty);
        Interlocked.Exchange(ref moved, NewSignal()).TrySetResult();
    }

    private Task Signal() => Volatile.Read(ref moved).Task;

    private IClockedWork[] Works()
    {
        lock (gate)
        {
            return [.. works];
        }
    }

    private sealed class Registration(MovableClock clock, IClockedWork work) : IDisposable
    {
        public void Dispose()
        {
            lock (clock.gate)
            {
                clock.works.Remove(work);
            }
        }
    }
}
