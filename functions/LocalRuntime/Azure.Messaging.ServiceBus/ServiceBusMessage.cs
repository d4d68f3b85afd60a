using System.Text;

namespace Azure.Messaging.ServiceBus;

/// <summary>A message to be sent: at most 256 KB with its properties, as in the real service's standard tier.</summary>
public class ServiceBusMessage
{
    private const int MaxIdLength = 128;

    public ServiceBusMessage()
        : this(ReadOnlyMemory<byte>.Empty)
    {
    }

    public ServiceBusMessage(string body)
        : this(Encoding.UTF8.GetBytes(body))
    {
    }

    public ServiceBusMessage(ReadOnlyMemory<byte> body)
        : this(new BinaryData(body))
    {
    }

    public ServiceBusMessage(BinaryData body)
    {
        Body = body;
    }

    /// <summary>A copy to be sent again: everything but what the bus itself had set (the dead-letter reason among it).</summary>
    public ServiceBusMessage(ServiceBusReceivedMessage receivedMessage)
    {
        ArgumentNullException.ThrowIfNull(receivedMessage);
        Body = receivedMessage.Body;
        ContentType = receivedMessage.ContentType;
        CorrelationId = receivedMessage.CorrelationId;
        ReplyTo = receivedMessage.ReplyTo;
        ReplyToSessionId = receivedMessage.ReplyToSessionId;
        Subject = receivedMessage.Subject;
        To = receivedMessage.To;
        TransactionPartitionKey = receivedMessage.TransactionPartitionKey;
        SessionId = receivedMessage.SessionId;
        PartitionKey = receivedMessage.PartitionKey;
        if (receivedMessage.MessageId is { Length: > 0 } id)
        {
            MessageId = id;
        }

        if (receivedMessage.TimeToLive < TimeSpan.MaxValue)
        {
            TimeToLive = receivedMessage.TimeToLive;
        }

        foreach ((string name, object value) in receivedMessage.ApplicationProperties)
        {
            if (name is not (ServiceBusReceivedMessage.ReasonProperty or ServiceBusReceivedMessage.DescriptionProperty))
            {
                ApplicationProperties.Add(name, value);
            }
        }
    }

    public BinaryData Body { get; set; }

    /// <summary>Null until set. Two messages with the same id within the queue's duplicate detection window are one.</summary>
    public string? MessageId
    {
        get;
        set
        {
            ArgumentException.ThrowIfNullOrEmpty(value);
            field = NotTooLong(value);
        }
    }

    public string? PartitionKey
    {
        get;
        set
        {
            if (SessionId is not null && SessionId != value)
            {
                throw new ArgumentOutOfRangeException(nameof(value), $"PartitionKey:{value} cannot differ from SessionId:{SessionId}.");
            }

            field = NotTooLong(value);
        }
    }

    public string? TransactionPartitionKey { get; set => field = NotTooLong(value); }

    public string? SessionId
    {
        get;
        set
        {
            field = NotTooLong(value);
            if (PartitionKey is not null)
            {
                PartitionKey = value;
            }
        }
    }

    public string? ReplyToSessionId { get; set => field = NotTooLong(value); }

    public TimeSpan TimeToLive
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            field = value;
        }
    }
        = TimeSpan.MaxValue;

    public string? CorrelationId { get; set; }

    public string? Subject { get; set; }

    public string? To { get; set; }

    public string? ContentType { get; set; }

    public string? ReplyTo { get; set; }

    /// <summary>When the message becomes active, in business time; the default or a past instant means at once.</summary>
    public DateTimeOffset ScheduledEnqueueTime { get; set; }

    public IDictionary<string, object> ApplicationProperties { get; } = new Dictionary<string, object>(StringComparer.Ordinal);

    public override string ToString() => $"{{MessageId:{MessageId}}}";

    private static string? NotTooLong(string? value) =>
        value is { Length: > MaxIdLength }
            ? throw new ArgumentOutOfRangeException(nameof(value), $"The value has {value.Length} characters; {MaxIdLength} are allowed.")
            : value;
}
