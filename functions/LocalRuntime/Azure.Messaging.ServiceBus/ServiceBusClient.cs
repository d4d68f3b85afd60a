using AsiFunctions.LocalRuntime.ServiceBus;
using Azure.Core;

namespace Azure.Messaging.ServiceBus;

/// <summary>
/// A client of the bus that lives in the storage account of the connection string (Azurite's <c>UseDevelopmentStorage=true</c>, say).
/// All clients of one connection string in a process share one <see cref="LocalServiceBus"/>.
/// </summary>
public class ServiceBusClient : IAsyncDisposable
{
    private readonly LocalServiceBus? bus;

    protected ServiceBusClient()
    {
    }

    public ServiceBusClient(string connectionString)
        : this(connectionString, new ServiceBusClientOptions())
    {
    }

    public ServiceBusClient(string connectionString, ServiceBusClientOptions options)
        : this(LocalServiceBus.For(connectionString), options)
    {
    }

    public ServiceBusClient(string fullyQualifiedNamespace, TokenCredential credential)
        : this(fullyQualifiedNamespace, credential, new ServiceBusClientOptions())
    {
    }

    /// <exception cref="NotSupportedException">Always: a namespace is a thing of Azure.</exception>
    public ServiceBusClient(string fullyQualifiedNamespace, TokenCredential credential, ServiceBusClientOptions options) =>
        throw new NotSupportedException(
            $"The local edition has no Service Bus namespace ('{fullyQualifiedNamespace}'). " +
            "Set the connection to a storage connection string such as UseDevelopmentStorage=true, or build with AsiHost=azure.");

    internal ServiceBusClient(LocalServiceBus bus, ServiceBusClientOptions? options = null)
    {
        this.bus = bus;
        Identifier = options?.Identifier ?? Guid.NewGuid().ToString();
    }

    public virtual string FullyQualifiedNamespace => Bus.Account;

    public virtual string Identifier { get; } = "";

    public virtual bool IsClosed { get; private set; }

    private LocalServiceBus Bus
    {
        get
        {
            ObjectDisposedException.ThrowIf(IsClosed, this);
            return bus ?? throw new InvalidOperationException("This client was made for a mock and reaches no bus.");
        }
    }

    public virtual ServiceBusSender CreateSender(string queueOrTopicName) => CreateSender(queueOrTopicName, new ServiceBusSenderOptions());

    public virtual ServiceBusSender CreateSender(string queueOrTopicName, ServiceBusSenderOptions options) =>
        new(Queue(queueOrTopicName), options);

    public virtual ServiceBusReceiver CreateReceiver(string queueName) => CreateReceiver(queueName, new ServiceBusReceiverOptions());

    public virtual ServiceBusReceiver CreateReceiver(string queueName, ServiceBusReceiverOptions options) =>
        new(Queue(queueName), options);

    public virtual ServiceBusProcessor CreateProcessor(string queueName) => CreateProcessor(queueName, new ServiceBusProcessorOptions());

    public virtual ServiceBusProcessor CreateProcessor(string queueName, ServiceBusProcessorOptions options) =>
        new(Queue(queueName), options);

    public virtual ValueTask DisposeAsync()
    {
        IsClosed = true;
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    internal LocalQueue Queue(string name) => Bus.Queue(name);
}
