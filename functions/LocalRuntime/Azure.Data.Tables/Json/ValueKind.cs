using System.Text.Json;

namespace Azure.Data.Tables.Json;

/// <summary>What a property's value is in C#; the wire knows fewer types.</summary>
internal enum ValueKind
{
    /// <summary>Whatever the JSON token says by itself: a string, a bool, an int or a double.</summary>
    Untyped,
    String,
    Boolean,
    Int32,
    Int64,
    UInt64,
    Double,
    Guid,
    DateTimeOffset,
    DateTime,
    Bytes,
    BinaryData,
    Enum,
    Duration,
    ETag,
    Unsupported,
}

internal static class ValueKinds
{
    private static readonly Dictionary<Type, ValueKind> ByType = new()
    {
        [typeof(string)] = ValueKind.String,
        [typeof(bool)] = ValueKind.Boolean,
        [typeof(int)] = ValueKind.Int32,
        [typeof(long)] = ValueKind.Int64,
        [typeof(ulong)] = ValueKind.UInt64,
        [typeof(double)] = ValueKind.Double,
        [typeof(Guid)] = ValueKind.Guid,
        [typeof(DateTimeOffset)] = ValueKind.DateTimeOffset,
        [typeof(DateTime)] = ValueKind.DateTime,
        [typeof(byte[])] = ValueKind.Bytes,
        [typeof(BinaryData)] = ValueKind.BinaryData,
        [typeof(TimeSpan)] = ValueKind.Duration,
        [typeof(ETag)] = ValueKind.ETag,
    };

    /// <param name="type">A type that is not nullable.</param>
    public static ValueKind Of(Type type) => type.IsEnum ? ValueKind.Enum : ByType.GetValueOrDefault(type, ValueKind.Unsupported);

    /// <summary>Reads the type that the wire annotates; the reader stands on the annotation's value.</summary>
    /// <exception cref="NotSupportedException">The annotation is none of the service's types.</exception>
    public static ValueKind OfAnnotation(ref Utf8JsonReader json) => json switch
    {
        _ when json.ValueTextEquals("Edm.DateTime"u8) => ValueKind.DateTimeOffset,
        _ when json.ValueTextEquals("Edm.Int64"u8) => ValueKind.Int64,
        _ when json.ValueTextEquals("Edm.Binary"u8) => ValueKind.Bytes,
        _ when json.ValueTextEquals("Edm.Double"u8) => ValueKind.Double,
        _ when json.ValueTextEquals("Edm.Guid"u8) => ValueKind.Guid,
        _ when json.ValueTextEquals("Edm.String"u8) => ValueKind.String,
        _ when json.ValueTextEquals("Edm.Int32"u8) => ValueKind.Int32,
        _ when json.ValueTextEquals("Edm.Boolean"u8) => ValueKind.Boolean,
        _ => throw new NotSupportedException($"The service annotates the type {json.GetString()}, which is not known."),
    };
}
