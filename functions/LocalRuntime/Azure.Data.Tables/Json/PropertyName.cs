namespace Azure.Data.Tables.Json;

/// <summary>The names that the service gives a meaning of its own.</summary>
internal static class PropertyName
{
    public const string PartitionKey = nameof(PartitionKey);
    public const string RowKey = nameof(RowKey);
    public const string Timestamp = nameof(Timestamp);
    public const string ETag = nameof(ETag);
    public const string ODataETag = "odata.etag";
    public const string ODataPrefix = "odata.";
    public const string TypeSuffix = "@odata.type";
}
