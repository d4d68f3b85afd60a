namespace AsiFunctions.LocalRuntime.ServiceBus;

/// <summary>What the running processors of one lane hold, so that a move of the clock knows when they have nothing left.</summary>
internal sealed class Consumers
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly Bell changed = new();
    private int attached;
    private int held;
    private long emptyAt = -1;

    public void Attach() => Change(() => attached++);

    public void Detach() => Change(() => attached--);

    public void Took(int count) => Change(() => held += count);

    public void Release() => Change(() => held--);

    /// <summary>The table had nothing to take when the lane's bell had rung so often.</summary>
    public void FoundNothing(long rings) => Change(() => emptyAt = Math.Max(emptyAt, rings));

    /// <inheritdoc cref="Lane.QuietAsync"/>
    public async Task<bool> QuietAsync(Bell bell, CancellationToken cancellation)
    {
        bool waited = false;
        while (true)
        {
            long seen = changed.Rings;
            if (IsQuiet(bell))
            {
                return waited;
            }

            waited = true;
            await changed.WaitAsync(seen, LookAgain, cancellation);
        }
    }

    // Whatever may bring a message rings the bell: if it has not rung since nothing was found, there still is nothing.
    private bool IsQuiet(Bell bell)
    {
        lock (gate)
        {
            return attached == 0 || (held == 0 && emptyAt == bell.Rings);
        }
    }

    private void Change(Action change)
    {
        lock (gate)
        {
            change();
        }

        changed.Ring();
    }
}
