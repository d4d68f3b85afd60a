using AsiFunctions.LocalRuntime.Clock;

namespace AsiFunctions.LocalRuntime.Engine;

/// <summary>Wakes instances when their time has come: by the passing of real time, and whenever the clock is moved.</summary>
internal sealed class TimerPump(TimerQueue timers, MovableClock clock, Action<string> wake) : IAsyncDisposable
{
    // Longer sleeps are cut: the system's timers take no more than 49 days.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromDays(1);

    private readonly SemaphoreSlim changed = new(0, 1);
    private readonly CancellationTokenSource stopping = new();
    private Task running = Task.CompletedTask;

    public void Start()
    {
        timers.OnSooner = Look;
        clock.Moved += OnMoved;
        running = Task.Run(RunAsync);
    }

    public bool FireDue(DateTime now) => timers.FireDue(now, wake);

    public async ValueTask DisposeAsync()
    {
        timers.OnSooner = null;
        clock.Moved -= OnMoved;
        await stopping.CancelAsync();
        await running;
        stopping.Dispose();
        changed.Dispose();
    }

    private void OnMoved(object? sender, EventArgs e) => Look();

    private void Look()
    {
        try
        {
            changed.Release();
        }
        catch (Exception e) when (e is SemaphoreFullException or ObjectDisposedException)
        {
            // It will look anyway, or never again.
        }
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                DateTime now = clock.GetUtcNow().UtcDateTime;
                FireDue(now);
                TimeSpan sleep = timers.Next is { } next && next - now < LongestSleep ? next - now : LongestSleep;
                await changed.WaitAsync(sleep > TimeSpan.Zero ? sleep + TimeSpan.FromMilliseconds(1) : TimeSpan.Zero, stopping.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }
    }
}
