namespace AsiFunctions.LocalRuntime.Clock;

/// <summary>Something that waits for business time: the durable engine, the queues' scheduled messages, the function timers.</summary>
public interface IClockedWork
{
    /// <summary>
    /// The earliest instant at which this work must be fired exactly then; null if there is none. Function timers give none:
    /// they are caught up at the stops that others ask for.
    /// </summary>
    DateTimeOffset? NextDue { get; }

    /// <summary>
    /// Does everything that is due at or before <paramref name="now"/>, with what follows from it at once, and returns when this work is quiet.
    /// </summary>
    /// <returns>True if anything was done or was under way; false if it was quiet all along.</returns>
    ValueTask<bool> SettleAsync(DateTimeOffset now, CancellationToken cancellation);
}
