using System.Globalization;
using System.Text.Json;
using AsiFunctions.Dashboard.Feed;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Dashboard;
using AsiFunctions.Storage;
using Azure;
using Azure.Data.Tables;

namespace AsiFunctions.Notifications.Deliveries;

/// <summary>How deliveries are written into rows.</summary>
/// <remarks>
/// One partition holds all of it, for keeping the pace is one thing after another by nature. <c>delivery|{id}</c> is the truth. A delivery that is
/// waiting, on its way or failed has one more row, whose key sorts it: <c>waiting|{urgency}|{queued}|{id}</c>, <c>sending|{since}|{id}</c>,
/// <c>failed|{newest first}|{id}</c>. <c>count|{id}|{n}</c> is what its n-th change means for the
/// dashboard, until the roll-up takes it. All change in one transaction.
/// </remarks>
internal static class DeliveryRows
{
    public const string Partition = "mail";
    public const string DueAt = "DueAt";
    public const string DeliveryId = "DeliveryId";
    public const string DeliveryFrom = "delivery|";
    public const string WaitingFrom = "waiting|";
    public const string SendingFrom = "sending|";
    public const string FailedFrom = "failed|";
    public const string SuppressedFrom = "suppressed|";
    public const string CountFrom = "count|";
    private const string CellsName = "Cells";

    public static string Key(string id) => DeliveryFrom + id;

    public static TableEntity Row(Delivery delivery) => new(Partition, Key(delivery.Id))
    {
        ["Order"] = delivery.Order.Id,
        ["Case"] = delivery.Order.CaseId.Value,
        ["Mail"] = JsonSerializer.Serialize(delivery.Order.Mail, Json.Options),
        ["Recipient"] = delivery.Recipient,
        ["State"] = delivery.State.ToString(),
        ["Attempts"] = delivery.Attempts,
        ["QueuedAt"] = delivery.QueuedAt,
        [DueAt] = delivery.DueAt,
        ["ChangedAt"] = delivery.ChangedAt,
        ["Code"] = delivery.Code,
        ["Changes"] = delivery.Changes,
    };

    public static Delivery Read(TableEntity row) => new(
        row.RowKey[DeliveryFrom.Length..],
        new MailOrder(
            row.GetString("Order")!,
            CaseId.Parse(row.GetString("Case")!),
            JsonSerializer.Deserialize<Effect.SendMail>(row.GetString("Mail")!, Json.Options)!),
        row.GetString("Recipient")!,
        Enum.Parse<DeliveryState>(row.GetString("State")!),
        row.GetInt32("Attempts")!.Value,
        row.GetDateTimeOffset("QueuedAt")!.Value,
        row.GetDateTimeOffset(DueAt)!.Value,
        row.GetDateTimeOffset("ChangedAt")!.Value,
        row.GetString("Code"))
    {
        // Rows of earlier releases have none.
        Changes = row.GetInt32("Changes") ?? 0,
    };

    /// <summary>The row that sorts the delivery among those of its state; null for a state that nobody looks through.</summary>
    public static TableEntity? Index(Delivery delivery)
    {
        string? key = delivery.State switch
        {
            DeliveryState.Waiting => $"{WaitingFrom}{(int)delivery.Urgency}|{Ticks(delivery.QueuedAt)}|{delivery.Id}",
            DeliveryState.Sending => $"{SendingFrom}{Ticks(delivery.ChangedAt)}|{delivery.Id}",
            DeliveryState.Failed =>
                $"{FailedFrom}{(DateTimeOffset.MaxValue.Ticks - delivery.ChangedAt.UtcTicks).ToString("D19", CultureInfo.InvariantCulture)}|{delivery.Id}",
            _ => null,
        };
        return key is null ? null : new TableEntity(Partition, key) { [DeliveryId] = delivery.Id, [DueAt] = delivery.DueAt };
    }

    /// <summary>All rows whose key begins so.</summary>
    public static string Range(string from) => CaseTable.Range(Partition, from);

    /// <summary>The rows of messages that began to be sent before an instant.</summary>
    public static string SendingBefore(DateTimeOffset instant) => TableClient.CreateQueryFilter(
        $"PartitionKey eq {Partition} and RowKey ge {SendingFrom} and RowKey lt {SendingFrom + Ticks(instant)}");

    /// <summary>What changes a delivery's rows from one state to another.</summary>
    /// <param name="before">As it was read.</param>
    /// <param name="tag">The tag it was read with.</param>
    /// <param name="after">As it is to be.</param>
    public static List<TableTransactionAction> Change(Delivery before, ETag tag, Delivery after)
    {
        List<TableTransactionAction> actions = [new(TableTransactionActionType.UpdateReplace, Row(after), tag)];
        if (Index(before) is { } old)
        {
            actions.Add(new TableTransactionAction(TableTransactionActionType.Delete, old, ETag.All));
        }

        if (Index(after) is { } @new)
        {
            actions.Add(new TableTransactionAction(TableTransactionActionType.Add, @new));
        }

        Cells counted = Cells.Difference(DeliveryCount.Of(before), DeliveryCount.Of(after));
        if (counted.Count > 0)
        {
            string key = string.Create(CultureInfo.InvariantCulture, $"{CountFrom}{after.Id}|{after.Changes:D6}");
            actions.Add(new TableTransactionAction(
                TableTransactionActionType.Add, new TableEntity(Partition, key) { [CellsName] = JsonSerializer.Serialize(counted, Json.Options) }));
        }

        return actions;
    }

    /// <summary>A <c>count|</c> row as the feed takes it.</summary>
    public static FeedEntry Counted(TableEntity row) => row.RowKey[CountFrom.Length..].Split('|') is [var id, var changes]
        ? DeliveryCount.Entry(
            id, int.Parse(changes, CultureInfo.InvariantCulture), JsonSerializer.Deserialize<Cells>(row.GetString(CellsName)!, Json.Options)!)
        : throw new InvalidDataException($"The row {row.RowKey} counts nothing.");

    /// <summary>The key of the row that an entry was read from.</summary>
    public static string CountKey(FeedEntry entry) =>
        string.Create(CultureInfo.InvariantCulture, $"{CountFrom}{entry.Key[DeliveryCount.Prefix.Length..]}|{entry.Version:D6}");

    private static string Ticks(DateTimeOffset instant) => instant.UtcTicks.ToString("D19", CultureInfo.InvariantCulture);
}
