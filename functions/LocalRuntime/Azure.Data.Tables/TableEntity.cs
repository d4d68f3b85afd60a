using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Azure.Data.Tables.Json;

namespace Azure.Data.Tables;

/// <summary>A row as a dictionary. What was read holds the row's ETag and Timestamp under their names on the wire.</summary>
// CA1710: the name is the package's.
#pragma warning disable CA1710
public sealed class TableEntity : ITableEntity, IDictionary<string, object>
#pragma warning restore CA1710
{
    public TableEntity()
        : this([])
    {
    }

    public TableEntity(string partitionKey, string rowKey)
        : this([])
    {
        PartitionKey = partitionKey;
        RowKey = rowKey;
    }

    public TableEntity(IDictionary<string, object> values)
        : this(values is null ? [] : new Dictionary<string, object?>(values!, StringComparer.Ordinal))
    {
    }

    internal TableEntity(Dictionary<string, object?> properties)
    {
        Properties = properties;
    }

    public string PartitionKey
    {
        get => GetString(PropertyName.PartitionKey)!;
        set => Properties[PropertyName.PartitionKey] = value;
    }

    public string RowKey
    {
        get => GetString(PropertyName.RowKey)!;
        set => Properties[PropertyName.RowKey] = value;
    }

    public DateTimeOffset? Timestamp
    {
        get => GetDateTimeOffset(PropertyName.Timestamp);
        set => Properties[PropertyName.Timestamp] = value;
    }

    public ETag ETag
    {
        get => GetString(PropertyName.ODataETag) is { } etag ? new ETag(etag) : default;
        set => Properties[PropertyName.ODataETag] = value.ToString();
    }

    public ICollection<string> Keys => Properties.Keys;

    public int Count => Properties.Count;

    ICollection<object> IDictionary<string, object>.Values => Properties.Values!;

    bool ICollection<KeyValuePair<string, object>>.IsReadOnly => false;

    private ICollection<KeyValuePair<string, object>> Pairs => Properties!;

    /// <summary>The row's own dictionary: whoever writes here goes past the checks of the indexer.</summary>
    internal Dictionary<string, object?> Properties { get; }

    /// <summary>The value, or null where there is none. Setting keeps a property's type, but widens an int to a long or a double.</summary>
    /// <exception cref="InvalidOperationException">The value is of another type than the property had.</exception>
    public object? this[string key]
    {
        get
        {
            ArgumentException.ThrowIfNullOrEmpty(key);
            return Properties.GetValueOrDefault(key);
        }

        set
        {
            ArgumentException.ThrowIfNullOrEmpty(key);
            Properties[key] = value is not null && Properties.GetValueOrDefault(key) is { } existing ? Coerce(key, existing, value) : value;
        }
    }

    object IDictionary<string, object>.this[string key]
    {
        get => this[key]!;
        set => this[key] = value;
    }

    public string? GetString(string key) => (string?)Get(key, typeof(string));

    public byte[]? GetBinary(string key) => this[key] is BinaryData data ? data.ToArray() : (byte[]?)Get(key, typeof(byte[]));

    public BinaryData? GetBinaryData(string key) =>
        this[key] is byte[] bytes ? BinaryData.FromBytes(bytes) : (BinaryData?)Get(key, typeof(BinaryData));

    public bool? GetBoolean(string key) => (bool?)Get(key, typeof(bool));

    public int? GetInt32(string key) => (int?)Get(key, typeof(int));

    public long? GetInt64(string key) => (long?)Get(key, typeof(long));

    public double? GetDouble(string key) => (double?)Get(key, typeof(double));

    public Guid? GetGuid(string key) => (Guid?)Get(key, typeof(Guid));

    public DateTimeOffset? GetDateTimeOffset(string key) =>
        this[key] is DateTime date ? new DateTimeOffset(date) : (DateTimeOffset?)Get(key, typeof(DateTimeOffset));

    public DateTime? GetDateTime(string key) =>
        this[key] is DateTimeOffset moment ? moment.UtcDateTime : (DateTime?)Get(key, typeof(DateTime));

    public void Add(string key, object? value)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        Properties.Add(key, value);
    }

    public bool ContainsKey(string key) => Properties.ContainsKey(key);

    public bool Remove(string key) => Properties.Remove(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object value) => Properties.TryGetValue(key, out value);

    public void Clear() => Properties.Clear();

    void ICollection<KeyValuePair<string, object>>.Add(KeyValuePair<string, object> item) => this[item.Key] = item.Value;

    bool ICollection<KeyValuePair<string, object>>.Contains(KeyValuePair<string, object> item) => Pairs.Contains(item);

    void ICollection<KeyValuePair<string, object>>.CopyTo(KeyValuePair<string, object>[] array, int arrayIndex) => Pairs.CopyTo(array, arrayIndex);

    bool ICollection<KeyValuePair<string, object>>.Remove(KeyValuePair<string, object> item) => Pairs.Remove(item);

    IEnumerator<KeyValuePair<string, object>> IEnumerable<KeyValuePair<string, object>>.GetEnumerator() => Pairs.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => Pairs.GetEnumerator();

    private static object Coerce(string key, object existing, object value) => (existing, value) switch
    {
        (double, int whole) => (double)whole,
        (long, int whole) => (long)whole,
        (int, double or long) => value,
        _ when existing.GetType() == value.GetType() => value,
        _ => throw new InvalidOperationException($"The property {key} holds a {existing.GetType()} and cannot take a {value.GetType()}."),
    };

    private object? Get(string key, Type type)
    {
        object? value = this[key];
        return value is null || type.IsInstanceOfType(value)
            ? value
            : throw new InvalidOperationException($"The property {key} holds a {value.GetType()}, not a {type}.");
    }
}
