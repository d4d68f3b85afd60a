namespace AsiFunctions.LocalRuntime.ServiceBus;

/// <summary>Wakes whoever waits for a change, without losing one that comes between looking and waiting.</summary>
internal sealed class Bell
{
    private readonly Lock gate = new();
    private TaskCompletionSource next = New();
    private long rings;

    /// <summary>How often it rang; read before looking, given to <see cref="WaitAsync"/> after.</summary>
    public long Rings
    {
        get
        {
            lock (gate)
            {
                return rings;
            }
        }
    }

    public void Ring()
    {
        TaskCompletionSource rung;
        lock (gate)
        {
            rings++;
            rung = next;
            next = New();
        }

        rung.SetResult();
    }

    /// <summary>Returns when it has rung more than <paramref name="seen"/> times, or after <paramref name="limit"/> of real time.</summary>
    public async Task WaitAsync(long seen, TimeSpan limit, CancellationToken cancellation)
    {
        Task ring;
        lock (gate)
        {
            ring = rings == seen ? next.Task : Task.CompletedTask;
        }

        using CancellationTokenSource enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAny(ring, Task.Delay(limit, enough.Token));
        await enough.CancelAsync();
        cancellation.ThrowIfCancellationRequested();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
