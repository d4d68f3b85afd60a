using AsiFunctions.LocalRuntime.ServiceBus;

namespace Azure.Messaging.ServiceBus;

/// <summary>Messages that go together, up to a size.</summary>
public sealed class ServiceBusMessageBatch : IDisposable
{
    private readonly List<ServiceBusMessage> messages = [];

    internal ServiceBusMessageBatch(long limit) => MaxSizeInBytes = limit;

    public long MaxSizeInBytes { get; }

    public long SizeInBytes { get; private set; }

    public int Count => messages.Count;

    internal IReadOnlyList<ServiceBusMessage> Messages => messages;

    /// <returns>False if the message does not fit any more; it is then not in the batch.</returns>
    public bool TryAddMessage(ServiceBusMessage message)
    {
        long size = MessageSize.Of(message);
        if (SizeInBytes + size > MaxSizeInBytes)
        {
            return false;
        }

        messages.Add(message);
        SizeInBytes += size;
        return true;
    }

    public void Dispose()
    {
        messages.Clear();
        SizeInBytes = 0;
    }
}
