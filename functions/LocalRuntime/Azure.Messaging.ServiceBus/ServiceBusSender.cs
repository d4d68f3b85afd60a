using AsiFunctions.LocalRuntime.ServiceBus;

namespace Azure.Messaging.ServiceBus;

/// <summary>Sends to one queue. A call that returned has stored its messages; one that threw has stored all of its messages or none.</summary>
/// <remarks>
/// One round trip to the storage for each call; a call with more than 50 messages or some 2 MB takes several transactions, each of them
/// all or nothing. A duplicate costs one round trip more.
/// </remarks>
public class ServiceBusSender : IAsyncDisposable
{
    private readonly LocalQueue? queue;

    protected ServiceBusSender()
    {
    }

    protected ServiceBusSender(ServiceBusClient client, string queueOrTopicName)
        : this(client, queueOrTopicName, new ServiceBusSenderOptions())
    {
    }

    protected ServiceBusSender(ServiceBusClient client, string queueOrTopicName, ServiceBusSenderOptions options)
        : this((client ?? throw new ArgumentNullException(nameof(client))).Queue(queueOrTopicName), options)
    {
    }

    internal ServiceBusSender(LocalQueue queue, ServiceBusSenderOptions? options)
    {
        this.queue = queue;
        Identifier = options?.Identifier ?? Guid.NewGuid().ToString();
    }

    public virtual string FullyQualifiedNamespace => Queue.Account;

    public virtual string EntityPath => Queue.Name;

    public virtual string Identifier { get; } = "";

    public virtual bool IsClosed { get; private set; }

    private LocalQueue Queue
    {
        get
        {
            ObjectDisposedException.ThrowIf(IsClosed, this);
            return queue ?? throw new InvalidOperationException("This sender was made for a mock and reaches no queue.");
        }
    }

    public virtual Task SendMessageAsync(ServiceBusMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Queue.SendAsync([message], due: null, cancellationToken);
    }

    public virtual Task SendMessagesAsync(IEnumerable<ServiceBusMessage> messages, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return Queue.SendAsync([.. messages], due: null, cancellationToken);
    }

    public virtual Task SendMessagesAsync(ServiceBusMessageBatch messageBatch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messageBatch);
        return Queue.SendAsync([.. messageBatch.Messages], due: null, cancellationToken);
    }

    public virtual ValueTask<ServiceBusMessageBatch> CreateMessageBatchAsync(CancellationToken cancellationToken = default) =>
        CreateMessageBatchAsync(new CreateMessageBatchOptions(), cancellationToken);

    public virtual ValueTask<ServiceBusMessageBatch> CreateMessageBatchAsync(
        CreateMessageBatchOptions options,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        long limit = options.MaxSizeInBytes ?? MessageSize.Limit;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MessageSize.Limit, nameof(options));
        return ValueTask.FromResult(new ServiceBusMessageBatch(limit));
    }

    /// <returns>The sequence number by which the message can be cancelled while it is not yet due.</returns>
    public virtual async Task<long> ScheduleMessageAsync(
        ServiceBusMessage message,
        DateTimeOffset scheduledEnqueueTime,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        IReadOnlyList<long> numbers = await Queue.SendAsync([message], scheduledEnqueueTime, cancellationToken);
        return numbers[0];
    }

    /// <inheritdoc cref="ScheduleMessageAsync"/>
    public virtual Task<IReadOnlyList<long>> ScheduleMessagesAsync(
        IEnumerable<ServiceBusMessage> messages,
        DateTimeOffset scheduledEnqueueTime,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return Queue.SendAsync([.. messages], scheduledEnqueueTime, cancellationToken);
    }

    /// <exception cref="ServiceBusException">MessageNotFound: no message with this number waits; it may have become active.</exception>
    public virtual Task CancelScheduledMessageAsync(long sequenceNumber, CancellationToken cancellationToken = default) =>
        CancelScheduledMessagesAsync([sequenceNumber], cancellationToken);

    /// <inheritdoc cref="CancelScheduledMessageAsync"/>
    public virtual async Task CancelScheduledMessagesAsync(IEnumerable<long> sequenceNumbers, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sequenceNumbers);
        foreach (long number in sequenceNumbers)
        {
            await Queue.CancelScheduledAsync(number, cancellationToken);
        }
    }

    public virtual Task CloseAsync(CancellationToken cancellationToken = default)
    {
        IsClosed = true;
        return Task.CompletedTask;
    }

    public virtual async ValueTask DisposeAsync()
    {
        await CloseAsync();
        GC.SuppressFinalize(this);
    }
}
