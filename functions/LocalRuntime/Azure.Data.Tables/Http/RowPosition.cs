using Azure.Core;

namespace Azure.Data.Tables.Http;

/// <summary>Where a query goes on. The service encodes both keys so that a space can part them in a token.</summary>
internal readonly record struct RowPosition(string? PartitionKey, string? RowKey)
{
    public static RowPosition Of(Response response)
    {
        response.Headers.TryGetValue("x-ms-continuation-NextPartitionKey", out string? partitionKey);
        response.Headers.TryGetValue("x-ms-continuation-NextRowKey", out string? rowKey);
        return new RowPosition(partitionKey, rowKey);
    }

    public static RowPosition Parse(string? token) => token?.Split(' ', count: 2) switch
    {
        [var partitionKey, var rowKey] => new RowPosition(partitionKey, rowKey.Length == 0 ? null : rowKey),
        [var partitionKey] => new RowPosition(partitionKey, null),
        _ => default,
    };

    public string? ToToken() => PartitionKey is null && RowKey is null ? null : $"{PartitionKey} {RowKey}";

    public void Append(RequestUriBuilder uri)
    {
        if (PartitionKey is not null)
        {
            uri.AppendQuery("NextPartitionKey", PartitionKey);
        }

        if (RowKey is not null)
        {
            uri.AppendQuery("NextRowKey", RowKey);
        }
    }
}
