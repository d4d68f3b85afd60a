using AsiFunctions.LocalRuntime.Host.Functions;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Logging;

namespace AsiFunctions.LocalRuntime.Host.ServiceBus;

/// <summary>How messages are taken, from host.json and the trigger.</summary>
/// <param name="MaxConcurrentCalls">How many messages of the queue are worked on at once, 1 or more.</param>
/// <param name="AutoComplete">Whether a message is done when its function returns.</param>
/// <param name="MaxAutoLockRenewal">How long a lock is renewed while a function runs.</param>
internal sealed record PumpOptions(int MaxConcurrentCalls, bool AutoComplete, TimeSpan MaxAutoLockRenewal);

/// <summary>
/// Runs a function for each message of a queue. Completes a message when its function returns and gives it back when it throws, so that it
/// comes again and at last goes to the dead-letter queue.
/// </summary>
internal sealed class QueueTrigger : IAsyncDisposable
{
    private readonly HostedFunction function;
    private readonly FunctionPipeline pipeline;
    private readonly ServiceBusClient client;
    private readonly ServiceBusProcessor processor;
    private readonly ILogger logger;

    public QueueTrigger(
        HostedFunction function,
        string queue,
        string connection,
        PumpOptions options,
        FunctionPipeline pipeline,
        ILogger<QueueTrigger> logger)
    {
        this.function = function;
        this.pipeline = pipeline;
        this.logger = logger;
        Queue = queue;
        Connection = connection;
        client = new ServiceBusClient(connection);
        processor = client.CreateProcessor(queue, new ServiceBusProcessorOptions
        {
            MaxConcurrentCalls = options.MaxConcurrentCalls,
            AutoCompleteMessages = options.AutoComplete,
            MaxAutoLockRenewalDuration = options.MaxAutoLockRenewal,
        });
        processor.ProcessMessageAsync += RunAsync;
        processor.ProcessErrorAsync += TellAsync;
    }

    public HostedFunction Function => function;

    public string Queue { get; }

    public string Connection { get; }

    public Task StartAsync(CancellationToken cancellation) => processor.StartProcessingAsync(cancellation);

    /// <summary>Takes no more messages and waits for those under way.</summary>
    public Task StopAsync(CancellationToken cancellation) => processor.StopProcessingAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        await processor.DisposeAsync();
        await client.DisposeAsync();
    }

    private static Dictionary<string, object?> BindingData(ServiceBusReceivedMessage message) => new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(message.MessageId)] = message.MessageId,
        [nameof(message.DeliveryCount)] = message.DeliveryCount,
        [nameof(message.SequenceNumber)] = message.SequenceNumber,
        ["EnqueuedTimeUtc"] = message.EnqueuedTime.UtcDateTime,
        [nameof(message.CorrelationId)] = message.CorrelationId,
        [nameof(message.ContentType)] = message.ContentType,
        [nameof(message.Subject)] = message.Subject,
        [nameof(message.ApplicationProperties)] = message.ApplicationProperties,
    };

    // What the processor is told by an exception is: give the message back. Its own token only says that it stops; a running function is left to end.
    private Task<object?> RunAsync(ProcessMessageEventArgs args) => pipeline.InvokeAsync(
        function,
        new TriggerInput(
            new TriggeredMessage(args.Message, new PumpMessageActions(args)),
            BindingData(args.Message),
            $"message {args.Message.MessageId} of {Queue}, delivery {args.Message.DeliveryCount}"),
        cancellation: CancellationToken.None);

    private Task TellAsync(ProcessErrorEventArgs args)
    {
        if (args.ErrorSource != ServiceBusErrorSource.ProcessMessageCallback && args.Exception is not OperationCanceledException)
        {
            logger.ReceiveFailed(args.Exception, function.Name, Queue);
        }

        return Task.CompletedTask;
    }
}
