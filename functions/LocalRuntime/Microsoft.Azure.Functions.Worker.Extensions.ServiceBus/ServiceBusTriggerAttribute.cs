using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs a function for each message of a queue. The names may be %Setting%.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ServiceBusTriggerAttribute : TriggerBindingAttribute, ISupportCardinality
{
    private bool isBatched;

    public ServiceBusTriggerAttribute(string queueName) => QueueName = queueName;

    public ServiceBusTriggerAttribute(string topicName, string subscriptionName)
    {
        TopicName = topicName;
        SubscriptionName = subscriptionName;
    }

    /// <summary>The name of the setting that holds the connection string; AzureWebJobsServiceBus if not given.</summary>
    public string? Connection { get; set; }

    public string? QueueName { get; }

    public string? TopicName { get; }

    public string? SubscriptionName { get; }

    /// <summary>Completes a message when its function returns. Where it is not said, host.json decides.</summary>
    public bool AutoCompleteMessages { get; set; } = true;

    public bool IsSessionsEnabled { get; set; }

    public bool IsBatched
    {
        get => isBatched;
        set => isBatched = value;
    }

    Cardinality ISupportCardinality.Cardinality
    {
        get => isBatched ? Cardinality.Many : Cardinality.One;
        set => isBatched = value == Cardinality.Many;
    }
}
