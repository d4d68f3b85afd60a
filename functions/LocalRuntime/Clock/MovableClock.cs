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
    private readonly TimeProvider real = real ?? System;
    private readonly SemaphoreSlim moving = new(1, 1);
    private readonly Lock gate = new();
    private readonly List<IClockedWork> works = [];
    private TimeSpan offset = offset >= TimeSpan.Zero
        ? offset
        : throw new ArgumentOutOfRangeException(nameof(offset), offset, "Business time cannot be behind the real clock.");

    /// <summary>Raised after the clock was moved, at each stop; what sleeps until an instant looks again.</summary>
    public event EventHandler? Moved;

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
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="to"/> lies before now: time does not go back.</exception>
    public async Task MoveToAsync(DateTimeOffset to, CancellationToken cancellation = default)
    {
        await moving.WaitAsync(cancellation);
        try
        {
            if (to < GetUtcNow())
            {
                throw new ArgumentOutOfRangeException(nameof(to), to, "The clock only moves forward.");
            }

            await SettleAsync(cancellation);
            while (NextDue() is { } due && due <= to)
            {
                Advance(due);
                await SettleAsync(cancellation);
            }

            Advance(to);
            await SettleAsync(cancellation);
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

    /// <inheritdoc/>
    public void Dispose() => moving.Dispose();

    private DateTimeOffset? NextDue() => Works().Select(w => w.NextDue).Min();

    private void Advance(DateTimeOffset to)
    {
        lock (gate)
        {
            TimeSpan ahead = to - real.GetUtcNow();
            offset = ahead > offset ? ahead : offset;
        }

        Moved?.Invoke(this, EventArgs.Empty);
    }

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
