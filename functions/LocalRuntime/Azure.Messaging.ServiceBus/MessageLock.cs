using Azure;
using Azure.Data.Tables;

namespace AsiFunctions.LocalRuntime.ServiceBus;

/// <summary>What a receiver holds: the row as it was read, and the mark by which the lock can be told from a later one.</summary>
internal sealed class MessageLock(TableEntity row, string token, int deliveryCount, DateTimeOffset until)
{
    public TableEntity Row { get; } = row;

    public string Token { get; } = token;

    public int DeliveryCount { get; } = deliveryCount;

    public DateTimeOffset Until { get; set; } = until;

    /// <summary>The row's version under this lock.</summary>
    public ETag ETag { get; set; }

    /// <summary>True once the message was completed, given back or dead-lettered by its holder.</summary>
    public bool Settled { get; set; }
}
