using Azure.Messaging.ServiceBus;

namespace AsiFunctions.LocalRuntime.ServiceBus;

#pragma warning disable CS9113, CA1822, CA1801, IDE0060, CS1591
internal sealed class LocalQueue
{
    public string Account => throw new NotSupportedException("The storage behind the queues is not there yet.");
    public string Name => throw new NotSupportedException("The storage behind the queues is not there yet.");
    public Lane Lane(SubQueue sub) => throw new NotSupportedException("The storage behind the queues is not there yet.");
    public Task<IReadOnlyList<long>> SendAsync(IReadOnlyList<ServiceBusMessage> messages, DateTimeOffset? due, CancellationToken cancellation) => throw new NotSupportedException("The storage behind the queues is not there yet.");
    public Task CancelScheduledAsync(long number, CancellationToken cancellation) => throw new NotSupportedException("The storage behind the queues is not there yet.");
}

internal sealed class Lane
{
    public LocalQueue Queue => throw new NotSupportedException("The storage behind the queues is not there yet.");
    public string Path => throw new NotSupportedException("The storage behind the queues is not there yet.");
    public Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveAsync(int max, ServiceBusReceiveMode mode, TimeSpan wait, CancellationToken cancellation) => throw new NotSupportedException("The storage behind the queues is not there yet.");
    public Task<IReadOnlyList<ServiceBusReceivedMessage>> PeekAsync(int max, long from, CancellationToken cancellation) => throw new NotSupportedException("The storage behind the queues is not there yet.");
    public Task CompleteAsync(ServiceBusReceivedMessage message, CancellationToken cancellation) => throw new NotSupportedException("The storage behind the queues is not there yet.");
    public Task AbandonAsync(ServiceBusReceivedMessage message, IDictionary<string, object>? properties, CancellationToken cancellation) => throw new NotSupportedException("The storage behind the queues is not there yet.");
    public Task DeadLetterAsync(ServiceBusReceivedMessage message, IDictionary<string, object>? properties, string? reason, string? description, CancellationToken cancellation) => throw new NotSupportedException("The storage behind the queues is not there yet.");
    public Task RenewAsync(ServiceBusReceivedMessage message, CancellationToken cancellation) => throw new NotSupportedException("The storage behind the queues is not there yet.");
}

internal sealed class MessageLock;

internal sealed class MessagePump(ServiceBusReceiver receiver, int calls, TimeSpan renew, bool complete, Func<ProcessMessageEventArgs, Task> handle, Func<ProcessErrorEventArgs, Task> fail)
{
    public Task StopAsync(CancellationToken cancellation) => throw new NotSupportedException("The storage behind the queues is not there yet.");
}

internal static class MessageSize
{
    public const long Limit = 256 * 1024;
    public static long Of(ServiceBusMessage message) => throw new NotSupportedException("The storage behind the queues is not there yet.");
}
