using Microsoft.DurableTask.Client;

namespace AsiFunctions.LocalRuntime.Engine;

/// <summary>Where instances' rows lie. Waits out a storage that is slow or away; fails only if it is stopped or the hub belongs to another.</summary>
internal interface IInstanceStore : IAsyncDisposable
{
    /// <summary>Completed, with the reason, when the hub was lost to another host.</summary>
    Task<string> Lost { get; }

    /// <summary>Takes the hub for this process.</summary>
    /// <returns>The epoch, rising with every opening.</returns>
    /// <exception cref="HubInUseException">Another living process has it.</exception>
    Task<long> OpenAsync(CancellationToken cancellation);

    /// <summary>The instances that a start must know of: id, due time and whether work is left.</summary>
    IAsyncEnumerable<(string Id, DateTime? Due, bool Work)> ReadLivingAsync(CancellationToken cancellation);

    Task<InstanceRow?> ReadAsync(string id, CancellationToken cancellation);

    /// <summary>Stores the row; returns once it is durable. One write at a time for each instance.</summary>
    Task WriteAsync(InstanceRow row);

    Task DeleteAsync(string id);

    /// <summary>A page of instances, in the order of the store.</summary>
    Task<InstancePage> QueryAsync(OrchestrationQuery query, int size, string? token, CancellationToken cancellation);

    /// <summary>Writes what was handed in, unless it is hurried, and gives the hub back.</summary>
    Task CloseAsync(CancellationToken hurry);
}

/// <summary>Some rows, and where to go on; null at the end.</summary>
internal sealed record InstancePage(IReadOnlyList<InstanceRow> Rows, string? Next);

/// <summary>Another living process works on this task hub.</summary>
public sealed class HubInUseException : Exception
{
    /// <inheritdoc/>
    public HubInUseException()
    {
    }

    /// <inheritdoc/>
    public HubInUseException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public HubInUseException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>This process had the task hub, and another has taken it since: nothing can be stored from here any more.</summary>
public sealed class HubLostException : Exception
{
    /// <inheritdoc/>
    public HubLostException()
    {
    }

    /// <inheritdoc/>
    public HubLostException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public HubLostException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
