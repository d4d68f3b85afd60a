namespace AsiFunctions.Tests.Support;

/// <summary>A clock that stands still until it is set. Its timers never fire.</summary>
public sealed class FrozenTime(DateTimeOffset now) : TimeProvider
{
    /// <summary>What the clock shows, in UTC.</summary>
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now.ToUniversalTime();

    /// <summary>Moves the clock by a span, which may be negative.</summary>
    public void Advance(TimeSpan by) => Now += by;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new StoppedTimer();

    private sealed class StoppedTimer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
