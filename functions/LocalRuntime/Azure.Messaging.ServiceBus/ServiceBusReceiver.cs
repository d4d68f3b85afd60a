using System.Runtime.CompilerServices;
using AsiFunctions.LocalRuntime.ServiceBus;

namespace Azure.Messaging.ServiceBus;

/// <summary>Receives from one queue or its dead-letter queue, and settles what it received.</summary>
/// <remarks>
/// Round trips to the storage: two to receive up to 50 messages (look, then lock them in one transaction), one to settle each. While there
/// is nothing, a send or a settlement in this process wakes the receiver at once; what other processes do is seen by looking again after a
/// quarter of a second, growing to two seconds.
/// </remarks>
public class ServiceBusReceiver : IAsyncDisposable
{
    // The real client's TryTimeout: how long a receive waits if it is not told.
    private static readonly TimeSpan DefaultWait = TimeSpan.FromMinutes(1);

    private readonly Lane? lane;
    private long nextToPeek;

    protected ServiceBusReceiver()
    {
    }

    protected ServiceBusReceiver(ServiceBusClient client, string queueName, ServiceBusReceiverOptions options)
        : this((client ?? throw new ArgumentNullException(nameof(client))).Queue(queueName), options)
    {
    }

    internal ServiceBusReceiver(LocalQueue queue, ServiceBusReceiverOptions? options)
    {
        options ??= new ServiceBusReceiverOptions();
        lane = queue.Lane(options.SubQueue);
        ReceiveMode = options.ReceiveMode;
        PrefetchCount = options.PrefetchCount;
        Identifier = options.Identifier ?? Guid.NewGuid().ToString();
    }

    public virtual string FullyQualifiedNamespace => Lane.Queue.Account;

    public virtual string EntityPath => Lane.Path;

    public virtual ServiceBusReceiveMode ReceiveMode { get; }

    public virtual int PrefetchCount { get; }

    public virtual string Identifier { get; } = "";

    public virtual bool IsClosed { get; private set; }

    internal Lane Lane
    {
        get
        {
            ObjectDisposedException.ThrowIf(IsClosed, this);
            return lane ?? throw new InvalidOperationException("This receiver was made for a mock and reaches no queue.");
        }
    }

    /// <returns>Null if nothing came within the wait (a minute if it is not told).</returns>
    public virtual async Task<ServiceBusReceivedMessage?> ReceiveMessageAsync(
        TimeSpan? maxWaitTime = null,
        CancellationToken cancellationToken = default)
    {
        IReadOnlyList<ServiceBusReceivedMessage> messages = await ReceiveMessagesAsync(1, maxWaitTime, cancellationToken);
        return messages.Count > 0 ? messages[0] : null;
    }

    public virtual Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveMessagesAsync(
        int maxMessages,
        TimeSpan? maxWaitTime = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxMessages);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(maxWaitTime ?? DefaultWait, TimeSpan.Zero, nameof(maxWaitTime));
        return Lane.ReceiveAsync(maxMessages, ReceiveMode, maxWaitTime ?? DefaultWait, cancellationToken);
    }

    public virtual async IAsyncEnumerable<ServiceBusReceivedMessage> ReceiveMessagesAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            if (await ReceiveMessageAsync(cancellationToken: cancellationToken) is { } message)
            {
                yield return message;
            }
        }
    }

    /// <summary>Looks without locking, at active and scheduled messages alike; without a number it goes on where the last look ended.</summary>
    public virtual async Task<ServiceBusReceivedMessage?> PeekMessageAsync(
        long? fromSequenceNumber = null,
        CancellationToken cancellationToken = default)
    {
        IReadOnlyList<ServiceBusReceivedMessage> messages = await PeekMessagesAsync(1, fromSequenceNumber, cancellationToken);
        return messages.Count > 0 ? messages[0] : null;
    }

    /// <inheritdoc cref="PeekMessageAsync"/>
    public virtual async Task<IReadOnlyList<ServiceBusReceivedMessage>> PeekMessagesAsync(
        int maxMessages,
        long? fromSequenceNumber = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxMessages);
        IReadOnlyList<ServiceBusReceivedMessage> messages =
            await Lane.PeekAsync(maxMessages, fromSequenceNumber ?? nextToPeek, cancellationToken);
        nextToPeek = messages.Count > 0 ? messages[^1].SequenceNumber + 1 : nextToPeek;
        return messages;
    }

    /// <exception cref="ServiceBusException">MessageLockLost: the lock ran out; the message comes again.</exception>
    public virtual Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        Lane.CompleteAsync(message, cancellationToken);

    /// <summary>Gives the message back at once; after the queue's last delivery it goes to the dead-letter queue instead.</summary>
    public virtual Task AbandonMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify = null,
        CancellationToken cancellationToken = default) =>
        Lane.AbandonAsync(message, propertiesToModify, cancellationToken);

    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify = null,
        CancellationToken cancellationToken = default) =>
        Lane.DeadLetterAsync(message, propertiesToModify, reason: null, description: null, cancellationToken);

    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        string deadLetterReason,
        string? deadLetterErrorDescription = null,
        CancellationToken cancellationToken = default) =>
        Lane.DeadLetterAsync(message, properties: null, deadLetterReason, deadLetterErrorDescription, cancellationToken);

    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify,
        string deadLetterReason,
        string? deadLetterErrorDescription = null,
        CancellationToken cancellationToken = default) =>
        Lane.DeadLetterAsync(message, propertiesToModify, deadLetterReason, deadLetterErrorDescription, cancellationToken);

    public virtual Task RenewMessageLockAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        Lane.RenewAsync(message, cancellationToken);

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
