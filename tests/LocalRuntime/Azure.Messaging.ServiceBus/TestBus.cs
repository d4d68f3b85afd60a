using AsiFunctions.LocalRuntime.Clock;
using AsiFunctions.Tests.Support;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;

namespace AsiFunctions.LocalRuntime.ServiceBus.Tests;

/// <summary>A process with one queue: its business clock and the time of its locks stand still until the test moves them.</summary>
public sealed class TestBus : IAsyncDisposable
{
    /// <summary>Long enough for any machine; it is only waited for when a test fails.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>What a receiver is given to find that there is nothing.</summary>
    public static readonly TimeSpan Glance = TimeSpan.FromTicks(1);

    public static readonly DateTimeOffset Start = new(2024, 2, 29, 8, 0, 0, TimeSpan.Zero);

    private readonly string connectionString;
    private readonly LocalQueueOptions options;
    private readonly IDisposable registration;

    public TestBus(AzuriteFixture azurite, LocalQueueOptions? options = null)
        : this(azurite.ConnectionString, $"q-{Guid.NewGuid():N}", options ?? new(), new FrozenTime(Start), new FrozenTime(Start), retries: 3)
    {
    }

    private TestBus(string connectionString, string queue, LocalQueueOptions options, FrozenTime business, FrozenTime locks, int retries)
    {
        this.connectionString = connectionString;
        this.options = options;
        Queue = queue;
        Business = business;
        LockTime = locks;
        Clock = new MovableClock(business);
        Bus = new LocalServiceBus(connectionString, Clock, locks, new TableClientOptions
        {
            Transport = Storage,
            Retry = { MaxRetries = retries, Mode = RetryMode.Fixed, Delay = TimeSpan.FromMilliseconds(1) },
        });
        Bus.Configure(queue, options);
        registration = Clock.Register(Bus);
        Client = Bus.CreateClient();
        Sender = Client.CreateSender(queue);
        Receiver = Client.CreateReceiver(queue);
        DeadLetters = Client.CreateReceiver(queue, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
    }

    public string Queue { get; }

    /// <summary>What business time goes by while nobody moves the clock.</summary>
    public FrozenTime Business { get; }

    public FrozenTime LockTime { get; }

    public MovableClock Clock { get; }

    public StorageFault Storage { get; } = new();

    public LocalServiceBus Bus { get; }

    public ServiceBusClient Client { get; }

    public ServiceBusSender Sender { get; }

    public ServiceBusReceiver Receiver { get; }

    public ServiceBusReceiver DeadLetters { get; }

    public TableClient Table => new(connectionString, $"ServiceBus{Queue.Replace("-", "", StringComparison.Ordinal)}{Hash}");

    private string Hash => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Queue)))[..8];

    /// <summary>Another process on the same queue, with the time as it is now; nothing in memory is shared.</summary>
    /// <param name="retries">How often its calls to the storage are repeated.</param>
    public TestBus Another(int retries = 3) =>
        new(connectionString, Queue, options, new FrozenTime(Clock.GetUtcNow()), new FrozenTime(LockTime.Now), retries);

    public Task SendAsync(string id) => Sender.SendMessageAsync(new ServiceBusMessage(id) { MessageId = id });

    public async Task<ServiceBusReceivedMessage> ReceiveAsync() =>
        await Receiver.ReceiveMessageAsync(Patience) ?? throw new InvalidOperationException("Nothing came.");

    /// <summary>Receives and completes until there is nothing more.</summary>
    /// <returns>The bodies, in the order received.</returns>
    public async Task<IReadOnlyList<string>> DrainAsync(ServiceBusReceiver? from = null)
    {
        ServiceBusReceiver receiver = from ?? Receiver;
        List<string> bodies = [];
        while (await receiver.ReceiveMessagesAsync(50, Glance) is { Count: > 0 } messages)
        {
            foreach (ServiceBusReceivedMessage message in messages)
            {
                bodies.Add(message.Body.ToString());
                await receiver.CompleteMessageAsync(message);
            }
        }

        return bodies;
    }

    /// <summary>A running processor that does what it is told with each message.</summary>
    public async Task<ServiceBusProcessor> ProcessAsync(
        Func<ProcessMessageEventArgs, Task> handle,
        ServiceBusProcessorOptions? settings = null,
        Action<ProcessErrorEventArgs>? hear = null)
    {
        ServiceBusProcessor processor = Client.CreateProcessor(Queue, settings ?? new ServiceBusProcessorOptions());
        processor.ProcessMessageAsync += handle;
        processor.ProcessErrorAsync += error =>
        {
            hear?.Invoke(error);
            return Task.CompletedTask;
        };
        await processor.StartProcessingAsync();
        return processor;
    }

    public async ValueTask DisposeAsync()
    {
        registration.Dispose();
        await Client.DisposeAsync();
        Bus.Dispose();
        Clock.Dispose();
        Storage.Dispose();
    }
}
