using AsiFunctions.LocalRuntime.Clock;

namespace AsiFunctions.LocalRuntime.Host.Storage;

/// <summary>Keeps the clock's offset, at each stop of a move, so that a restart goes on from the moved time.</summary>
internal static class ClockStore
{
    private const string Blob = "clock.json";

    public static async Task RestoreAsync(this MovableClock clock, LocalStore store, CancellationToken cancellation)
    {
        if (await store.ReadAsync<StoredClock>(Blob, cancellation) is { } stored)
        {
            clock.Restore(stored.Ahead);
        }

        clock.Saving = (ahead, token) => new ValueTask(store.WriteAsync(Blob, new StoredClock(ahead), token));
    }

    private sealed record StoredClock(TimeSpan Ahead);
}
