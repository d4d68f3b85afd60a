using System.Globalization;
using System.Text.Json;
using System.Xml;

namespace Azure.Data.Tables.Json;

/// <summary>Reads one value from the wire; the reader stands on it.</summary>
internal static class ValueReader
{
    /// <param name="json">Stands on the value.</param>
    /// <param name="kind">What the value shall become.</param>
    /// <param name="value">The value; null where the wire says so.</param>
    /// <param name="type">The enum's type; not needed for other kinds.</param>
    /// <returns>False if the value has no place here: a name that the enum lacks, or a property of an unsupported type.</returns>
    public static bool TryRead(ref Utf8JsonReader json, ValueKind kind, out object? value, Type? type = null)
    {
        value = null;
        if (json.TokenType == JsonTokenType.Null)
        {
            return true;
        }

        if (kind == ValueKind.Enum)
        {
            return json.TokenType == JsonTokenType.String && json.GetString() is { } name && Enum.IsDefined(type!, name)
                && Enum.TryParse(type!, name, out value);
        }

        if (kind == ValueKind.Unsupported)
        {
            json.Skip();
            return false;
        }

        value = Read(ref json, kind);
        return true;
    }

    /// <summary>Makes of a value that was read before its annotation what the annotation says.</summary>
    public static object? Convert(object? raw, ValueKind kind) => (kind, raw) switch
    {
        (ValueKind.Int64, string text) => long.Parse(text, CultureInfo.InvariantCulture),
        (ValueKind.Int64, int number) => (long)number,
        (ValueKind.Double, string text) => double.Parse(text, CultureInfo.InvariantCulture),
        (ValueKind.Double, int or long) => System.Convert.ToDouble(raw, CultureInfo.InvariantCulture),
        (ValueKind.Guid, string text) => Guid.Parse(text),
        (ValueKind.DateTimeOffset, string text) => ParseMoment(text),
        (ValueKind.Bytes, string text) => System.Convert.FromBase64String(text),
        _ => raw,
    };

    private static object? Read(ref Utf8JsonReader json, ValueKind kind) => kind switch
    {
        ValueKind.Untyped => ReadUntyped(ref json),
        ValueKind.String => json.GetString(),
        ValueKind.Boolean => json.GetBoolean(),
        ValueKind.Int32 => json.GetInt32(),
        ValueKind.Int64 => IsText(ref json) ? long.Parse(json.ValueSpan, CultureInfo.InvariantCulture) : json.GetInt64(),
        ValueKind.UInt64 => IsText(ref json) ? ulong.Parse(json.ValueSpan, CultureInfo.InvariantCulture) : json.GetUInt64(),
        ValueKind.Double => IsText(ref json) ? double.Parse(json.ValueSpan, CultureInfo.InvariantCulture) : json.GetDouble(),
        ValueKind.Guid => json.GetGuid(),
        ValueKind.DateTimeOffset => ReadMoment(ref json),
        ValueKind.DateTime => ReadMoment(ref json).UtcDateTime,
        ValueKind.Bytes => json.GetBytesFromBase64(),
        ValueKind.BinaryData => BinaryData.FromBytes(json.GetBytesFromBase64()),
        ValueKind.Duration => XmlConvert.ToTimeSpan(json.GetString()!),
        ValueKind.ETag => new ETag(json.GetString()!),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a value that can be read by itself."),
    };

    private static object? ReadUntyped(ref Utf8JsonReader json)
    {
        switch (json.TokenType)
        {
            case JsonTokenType.String:
                return json.GetString();
            case JsonTokenType.True or JsonTokenType.False:
                return json.GetBoolean();
            case JsonTokenType.Number:
                return ReadNumber(ref json);
            default:
                json.Skip();
                return null;
        }
    }

    private static object ReadNumber(ref Utf8JsonReader json)
    {
        if (json.TryGetInt32(out int small))
        {
            return small;
        }

        return json.TryGetInt64(out long large) ? large : (object)json.GetDouble();
    }

    private static DateTimeOffset ReadMoment(ref Utf8JsonReader json) =>
        json.TryGetDateTimeOffset(out DateTimeOffset moment) ? moment : ParseMoment(json.GetString()!);

    private static DateTimeOffset ParseMoment(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);

    private static bool IsText(ref Utf8JsonReader json) => json.TokenType == JsonTokenType.String;
}
