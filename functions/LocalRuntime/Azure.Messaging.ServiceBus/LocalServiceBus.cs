using System.Collections.Concurrent;
using AsiFunctions.LocalRuntime.Clock;

namespace AsiFunctions.LocalRuntime.ServiceBus;

/// <summary>
/// The queues of one storage account, shared by all Service Bus clients of its connection string in this process. As
/// <see cref="IClockedWork"/> it makes scheduled messages active at their business time.
/// </summary>
/// <remarks>
/// The host registers it with the clock (<c>clock.Register(LocalServiceBus.For(connection))</c>) and pumps a queue with a
/// <see cref="Azure.Messaging.ServiceBus.ServiceBusProcessor"/> of an ordinary client: only what a running processor takes is waited for by a
/// move of the clock.
/// </remarks>
public sealed class LocalServiceBus : IClockedWork
{
    private static readonly ConcurrentDictionary<string, LocalServiceBus> Shared = new(StringComparer.Ordinal);

    private LocalServiceBus(string connectionString) => _ = connectionString;

    /// <inheritdoc/>
    public DateTimeOffset? NextDue => null;

    internal string Account { get; } = "local";

    /// <summary>The one bus of this connection string in this process.</summary>
    public static LocalServiceBus For(string connectionString) => Shared.GetOrAdd(connectionString, c => new LocalServiceBus(c));

    /// <summary>Sets a queue's settings; call before the queue's first use.</summary>
    public void Configure(string queue, LocalQueueOptions options) => throw new NotSupportedException("The storage behind the queues is not there yet.");

    /// <inheritdoc/>
    public ValueTask<bool> SettleAsync(DateTimeOffset now, CancellationToken cancellation) => throw new NotSupportedException("The storage behind the queues is not there yet.");

    internal LocalQueue Queue(string name) => throw new NotSupportedException("The storage behind the queues is not there yet.");
}
