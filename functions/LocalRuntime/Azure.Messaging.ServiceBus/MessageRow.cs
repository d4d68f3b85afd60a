using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;

namespace AsiFunctions.LocalRuntime.ServiceBus;

/// <summary>How messages lie in a queue's table: one row each, and one for each remembered MessageId, all in one partition.</summary>
/// <remarks>
/// Row keys: <c>a|number</c> active (locked ones too), <c>s|due|number</c> scheduled, <c>x|number</c> dead letters, <c>d|hash</c> remembered ids.
/// Numbers and dues have a fixed width, so that the rows of a kind lie in their order.
/// </remarks>
internal static class MessageRow
{
    public const string Partition = "queue";
    public const string Active = "a";
    public const string Scheduled = "s";
    public const string Dead = "x";
    public const string Remembered = "d";

    public const string Number = "SequenceNumber";
    public const string DeliveryCount = "DeliveryCount";
    public const string LockedUntil = "LockedUntil";
    public const string LockToken = "LockToken";
    public const string Holder = "Holder";
    public const string Sender = "Sender";
    public const string Enqueued = "EnqueuedTime";
    public const string Properties = "ApplicationProperties";
    public const string RememberedAt = "RememberedAt";

    /// <summary>What stands in <see cref="LockedUntil"/> of a message that nobody holds.</summary>
    public static readonly DateTimeOffset Unlocked = DateTimeOffset.UnixEpoch;

    private const string Due = "ScheduledEnqueueTime";
    private const string TimeToLive = "TimeToLive";
    private const string Body = "Body";

    // A table's binary column holds 64 KiB; its text column 32 Ki characters.
    private const int BodyPart = 64 * 1024;
    private const int TextLimit = 32 * 1024;

    public static string Key(string kind, long number) => string.Create(CultureInfo.InvariantCulture, $"{kind}|{number:D19}");

    public static string Key(DateTimeOffset due, long number) =>
        string.Create(CultureInfo.InvariantCulture, $"{Scheduled}|{due.UtcTicks:D19}|{number:D19}");

    public static string RememberedKey(string messageId) =>
        $"{Remembered}|{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(messageId)))}";

    /// <summary>A filter for the rows of one kind.</summary>
    public static string Of(string kind) => TableClient.CreateQueryFilter(
        $"PartitionKey eq {Partition} and RowKey ge {kind + "|"} and RowKey lt {kind + "}"}");

    /// <summary>The row of a new message, but for its key and number.</summary>
    public static TableEntity From(ServiceBusMessage message, DateTimeOffset enqueued, DateTimeOffset? due, string queue)
    {
        TableEntity row = new()
        {
            PartitionKey = Partition,
            [Enqueued] = enqueued,
            [LockedUntil] = Unlocked,
            [DeliveryCount] = 0,
        };
        Set(row, nameof(message.MessageId), message.MessageId);
        Set(row, nameof(message.Subject), message.Subject);
        Set(row, nameof(message.CorrelationId), message.CorrelationId);
        Set(row, nameof(message.ContentType), message.ContentType);
        Set(row, nameof(message.To), message.To);
        Set(row, nameof(message.ReplyTo), message.ReplyTo);
        Set(row, nameof(message.ReplyToSessionId), message.ReplyToSessionId);
        Set(row, nameof(message.SessionId), message.SessionId);
        Set(row, "Message" + nameof(message.PartitionKey), message.PartitionKey);
        Set(row, nameof(message.TransactionPartitionKey), message.TransactionPartitionKey);
        Set(row, Due, due);
        Set(row, TimeToLive, message.TimeToLive == TimeSpan.MaxValue ? null : message.TimeToLive.Ticks);
        Set(row, Properties, ApplicationProperties.Write(message.ApplicationProperties.AsReadOnly()));
        CheckTexts(row, queue);
        ReadOnlySpan<byte> body = message.Body.ToMemory().Span;
        for (int part = 0; part * BodyPart < body.Length; part++)
        {
            row[$"{Body}{part}"] = body[(part * BodyPart)..Math.Min(body.Length, (part + 1) * BodyPart)].ToArray();
        }

        return row;
    }

    /// <summary>The same message as a row of another kind.</summary>
    public static TableEntity Moved(TableEntity row, string kind, long number)
    {
        TableEntity moved = new(row) { PartitionKey = Partition, RowKey = Key(kind, number) };
        moved.Remove("odata.etag");
        moved.Remove(nameof(TableEntity.Timestamp));
        moved[Number] = number;
        moved[LockedUntil] = Unlocked;
        moved.Remove(LockToken);
        moved.Remove(Holder);
        return moved;
    }

    /// <summary>The due of a scheduled message.</summary>
    public static DateTimeOffset DueOf(TableEntity row) => row.GetDateTimeOffset(Due)!.Value;

    public static DateTimeOffset ExpiresAt(TableEntity row) =>
        row.GetInt64(TimeToLive) is { } ticks
            && row.GetDateTimeOffset(Enqueued) is { } since
            && ticks < DateTimeOffset.MaxValue.UtcTicks - since.UtcTicks
            ? since.AddTicks(ticks)
            : DateTimeOffset.MaxValue;

    public static ServiceBusReceivedMessage Read(TableEntity row, MessageLock? held) => new()
    {
        Body = ReadBody(row),
        MessageId = row.GetString(nameof(ServiceBusMessage.MessageId)),
        Subject = row.GetString(nameof(ServiceBusMessage.Subject)),
        CorrelationId = row.GetString(nameof(ServiceBusMessage.CorrelationId)),
        ContentType = row.GetString(nameof(ServiceBusMessage.ContentType)),
        To = row.GetString(nameof(ServiceBusMessage.To)),
        ReplyTo = row.GetString(nameof(ServiceBusMessage.ReplyTo)),
        ReplyToSessionId = row.GetString(nameof(ServiceBusMessage.ReplyToSessionId)),
        SessionId = row.GetString(nameof(ServiceBusMessage.SessionId)),
        PartitionKey = row.GetString("Message" + nameof(ServiceBusMessage.PartitionKey)),
        TransactionPartitionKey = row.GetString(nameof(ServiceBusMessage.TransactionPartitionKey)),
        TimeToLive = row.GetInt64(TimeToLive) is { } ticks ? TimeSpan.FromTicks(ticks) : TimeSpan.MaxValue,
        ScheduledEnqueueTime = row.GetDateTimeOffset(Due) ?? default,
        ApplicationProperties = ApplicationProperties.Read(row.GetString(Properties)),
        SequenceNumber = row.GetInt64(Number) ?? -1,
        EnqueuedSequenceNumber = row.GetInt64(Number) ?? 0,
        EnqueuedTime = row.GetDateTimeOffset(Enqueued) ?? default,
        State = row.RowKey.StartsWith(Scheduled, StringComparison.Ordinal) ? ServiceBusMessageState.Scheduled : ServiceBusMessageState.Active,
        DeliveryCount = held?.DeliveryCount ?? row.GetInt32(DeliveryCount) ?? 0,
        LockToken = held?.Token ?? Guid.Empty.ToString(),
        LockedUntil = held?.Until ?? default,
        Lock = held,
    };

    /// <summary>About how many bytes the row takes in a request.</summary>
    public static long SizeOf(TableEntity row) =>
        row.Keys.Sum(column => row[column] switch { byte[] bytes => bytes.Length * 4L / 3, string text => text.Length * 2L, _ => 32L });

    private static BinaryData ReadBody(TableEntity row)
    {
        List<byte[]> parts = [];
        while (row.GetBinary($"{Body}{parts.Count}") is { } part)
        {
            parts.Add(part);
        }

        return parts.Count == 1 ? BinaryData.FromBytes(parts[0]) : BinaryData.FromBytes(parts.SelectMany(part => part).ToArray());
    }

    private static void Set(TableEntity row, string column, object? value)
    {
        if (value is not null)
        {
            row[column] = value;
        }
    }

    private static void CheckTexts(TableEntity row, string queue)
    {
        foreach (string column in row.Keys)
        {
            if (row[column] is string { Length: > TextLimit } text)
            {
                throw new ServiceBusException(
                    $"{column} has {text.Length} characters; {TextLimit} are allowed.", ServiceBusFailureReason.MessageSizeExceeded, queue);
            }
        }
    }
}
