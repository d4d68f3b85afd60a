using System.Diagnostics.CodeAnalysis;
using AsiFunctions.LocalRuntime.ServiceBus;

namespace Azure.Messaging.ServiceBus;

/// <summary>
/// Calls a handler for each message, several at a time, renewing their locks meanwhile; completes on success and abandons on failure
/// unless the handler has settled the message itself.
/// </summary>
/// <remarks>While it runs, a move of the business clock waits until what became active has been handled (<see cref="LocalServiceBus"/>).</remarks>
[SuppressMessage("Usage", "MA0046:Use EventHandler<T> to declare events", Justification = "The real events are functions.")]
[SuppressMessage("Design", "CA1003:Use generic event handler instances", Justification = "The real events are functions.")]
public class ServiceBusProcessor : IAsyncDisposable
{
    private readonly ServiceBusReceiver? receiver;
    private MessagePump? pump;

    protected ServiceBusProcessor()
    {
    }

    protected ServiceBusProcessor(ServiceBusClient client, string queueName, ServiceBusProcessorOptions options)
        : this((client ?? throw new ArgumentNullException(nameof(client))).Queue(queueName), options)
    {
    }

    internal ServiceBusProcessor(LocalQueue queue, ServiceBusProcessorOptions? options)
    {
        options ??= new ServiceBusProcessorOptions();
        Identifier = options.Identifier ?? Guid.NewGuid().ToString();
        ReceiveMode = options.ReceiveMode;
        MaxAutoLockRenewalDuration = options.MaxAutoLockRenewalDuration;
        AutoCompleteMessages = options.AutoCompleteMessages;
        MaxConcurrentCalls = options.MaxConcurrentCalls;
        PrefetchCount = options.PrefetchCount;
        receiver = new ServiceBusReceiver(
            queue,
            new ServiceBusReceiverOptions { ReceiveMode = options.ReceiveMode, SubQueue = options.SubQueue, Identifier = options.Identifier });
    }

    /// <summary>The handler of messages; exactly one.</summary>
    public event Func<ProcessMessageEventArgs, Task>? ProcessMessageAsync;

    /// <summary>Hears of everything that went wrong; exactly one.</summary>
    public event Func<ProcessErrorEventArgs, Task>? ProcessErrorAsync;

    public virtual string FullyQualifiedNamespace => Receiver.FullyQualifiedNamespace;

    public virtual string EntityPath => Receiver.EntityPath;

    public virtual string Identifier { get; } = "";

    public virtual ServiceBusReceiveMode ReceiveMode { get; }

    public virtual TimeSpan MaxAutoLockRenewalDuration { get; }

    public virtual bool AutoCompleteMessages { get; }

    public virtual int MaxConcurrentCalls { get; }

    public virtual int PrefetchCount { get; }

    public virtual bool IsProcessing => pump is not null;

    public virtual bool IsClosed { get; private set; }

    private ServiceBusReceiver Receiver =>
        receiver ?? throw new InvalidOperationException("This processor was made for a mock and reaches no queue.");

    public virtual Task StartProcessingAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        if (ProcessMessageAsync is null || ProcessErrorAsync is null)
        {
            throw new InvalidOperationException("ProcessMessageAsync and ProcessErrorAsync must have a handler before processing starts.");
        }

        if (pump is not null)
        {
            throw new InvalidOperationException("The processor already runs.");
        }

        pump = new MessagePump(this, Receiver, OnProcessMessageAsync, OnProcessErrorAsync);
        return Task.CompletedTask;
    }

    /// <summary>Takes no more messages and waits for the handlers that are under way.</summary>
    public virtual async Task StopProcessingAsync(CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref pump, null) is { } running)
        {
            await running.StopAsync(cancellationToken);
            running.Dispose();
        }
    }

    public virtual async Task CloseAsync(CancellationToken cancellationToken = default)
    {
        await StopProcessingAsync(cancellationToken);
        IsClosed = true;
    }

    [SuppressMessage("Usage", "CA1816:Call GC.SuppressFinalize", Justification = "The real method is not virtual; nothing here has a finalizer.")]
    public async ValueTask DisposeAsync() => await CloseAsync();

    protected virtual Task OnProcessMessageAsync(ProcessMessageEventArgs args) => ProcessMessageAsync!(args);

    protected virtual Task OnProcessErrorAsync(ProcessErrorEventArgs args) => ProcessErrorAsync!(args);
}
