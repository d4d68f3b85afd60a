using System.Buffers;
using System.Text;
using Azure.Data.Tables.Json;

namespace Azure.Data.Tables.Http;

/// <summary>Writes a transaction as the service wants it: one change set of HTTP requests in a multipart body.</summary>
internal static class TransactionBody
{
    private const int MostActions = 100;
    private const int UsualBytesPerAction = 768;

    /// <exception cref="InvalidOperationException">There is no action.</exception>
    /// <exception cref="TableTransactionFailedException">
    /// More than 100 actions, or rows of several partitions. The service refuses both; the emulator does not notice the second,
    /// so that it is found here.
    /// </exception>
    public static (BodyBuffer Body, string ContentType) Write(TableConnection connection, string table, IEnumerable<TableTransactionAction> actions)
    {
        TableTransactionAction[] all = [.. actions];
        Check(all);
        Guid id = Guid.NewGuid();
        string batch = $"batch_{id}";
        string changeSet = $"changeset_{id}";
        byte[] head = Encoding.UTF8.GetBytes($"--{changeSet}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n");
        byte[] root = Encoding.UTF8.GetBytes($" {connection.Endpoint.GetLeftPart(UriPartial.Authority)}{connection.BasePath}/");

        BodyBuffer body = new(all.Length * UsualBytesPerAction);
        WriteText(body, $"--{batch}\r\nContent-Type: multipart/mixed; boundary={changeSet}\r\n\r\n");
        using EntityWriter rows = new(body);
        foreach (TableTransactionAction action in all)
        {
            body.Write(head);
            body.Write(VerbOf(action.ActionType));
            body.Write(root);
            WriteAction(body, rows, table, action);
        }

        WriteText(body, $"--{changeSet}--\r\n--{batch}--\r\n");
        return (body, $"multipart/mixed; boundary={batch}");
    }

    private static void Check(TableTransactionAction[] actions)
    {
        if (actions.Length == 0)
        {
            throw new InvalidOperationException("A transaction needs at least one action.");
        }

        if (actions.Length > MostActions)
        {
            throw TableErrors.Refuse(MostActions - 1, "InvalidInput", $"A transaction takes at most {MostActions} actions, not {actions.Length}.");
        }

        if (Array.Exists(actions, a => a.Entity.PartitionKey is null || a.Entity.RowKey is null))
        {
            throw new ArgumentException("An entity of the transaction has no PartitionKey or no RowKey.", nameof(actions));
        }

        string partition = actions[0].Entity.PartitionKey;
        int stray = Array.FindIndex(actions, a => a.Entity.PartitionKey != partition);
        if (stray >= 0)
        {
            throw TableErrors.Refuse(stray, "CommandsInBatchActOnDifferentPartitions", "All actions of a transaction must be on one partition.");
        }
    }

    private static void WriteAction(BodyBuffer body, EntityWriter rows, string table, TableTransactionAction action)
    {
        ITableEntity entity = action.Entity;
        WriteText(body, action.ActionType == TableTransactionActionType.Add ? table : TableAddress.OfRow(table, entity.PartitionKey, entity.RowKey));
        body.Write(" HTTP/1.1\r\nAccept: application/json;odata=minimalmetadata\r\nDataServiceVersion: 3.0\r\n"u8);
        if (IfMatchOf(action) is { } etag)
        {
            body.Write("If-Match: "u8);
            WriteText(body, etag);
            body.Write("\r\n"u8);
        }

        if (action.ActionType == TableTransactionActionType.Delete)
        {
            body.Write("\r\n"u8);
            return;
        }

        if (action.ActionType == TableTransactionActionType.Add)
        {
            body.Write("Prefer: return-no-content\r\n"u8);
        }

        body.Write("Content-Type: application/json\r\n\r\n"u8);
        rows.Write(entity);
        body.Write("\r\n"u8);
    }

    private static ReadOnlySpan<byte> VerbOf(TableTransactionActionType type) => type switch
    {
        TableTransactionActionType.Add => "POST"u8,
        TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpsertMerge => "PATCH"u8,
        TableTransactionActionType.UpdateReplace or TableTransactionActionType.UpsertReplace => "PUT"u8,
        TableTransactionActionType.Delete => "DELETE"u8,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No such action."),
    };

    private static string? IfMatchOf(TableTransactionAction action) => action.ActionType switch
    {
        TableTransactionActionType.Delete when action.ETag == default => ETag.All.ToString(),
        TableTransactionActionType.Delete or TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpdateReplace
            when action.ETag != default => action.ETag.ToString(),
        _ => null,
    };

    private static void WriteText(BodyBuffer body, string text) => Encoding.UTF8.GetBytes(text, body);
}
