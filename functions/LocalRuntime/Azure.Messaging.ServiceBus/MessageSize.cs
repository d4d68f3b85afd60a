using System.Text;
using Azure.Messaging.ServiceBus;

namespace AsiFunctions.LocalRuntime.ServiceBus;

/// <summary>What a message weighs: its body, its texts and its application properties, in bytes.</summary>
internal static class MessageSize
{
    /// <summary>The largest message, and the largest call to send, of the real service's standard tier.</summary>
    public const long Limit = 256 * 1024;

    public static long Of(ServiceBusMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        string?[] texts =
        [
            message.MessageId, message.PartitionKey, message.TransactionPartitionKey, message.SessionId, message.ReplyToSessionId,
            message.CorrelationId, message.Subject, message.To, message.ContentType, message.ReplyTo,
            ApplicationProperties.Write(message.ApplicationProperties.AsReadOnly()),
        ];
        return message.Body.ToMemory().Length + texts.Sum(text => (long)Encoding.UTF8.GetByteCount(text ?? ""));
    }

    /// <exception cref="ServiceBusException">MessageSizeExceeded: the messages together are larger than the service takes.</exception>
    public static void Check(IEnumerable<ServiceBusMessage> messages, string queue)
    {
        long size = messages.Sum(Of);
        if (size > Limit)
        {
            throw new ServiceBusException(
                $"{size} bytes were to be sent at once; {Limit} are allowed.", ServiceBusFailureReason.MessageSizeExceeded, queue);
        }
    }
}
