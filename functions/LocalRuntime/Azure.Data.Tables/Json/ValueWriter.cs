using System.Buffers.Text;
using System.Text.Json;
using System.Xml;

namespace Azure.Data.Tables.Json;

/// <summary>Writes one property with the annotation that its type needs on the wire.</summary>
internal static class ValueWriter
{
    private const int LongestName = 255;

    /// <exception cref="NotSupportedException">The service has no such type, or a date does not say that it is in UTC.</exception>
    public static void Write(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case null:
                // The service stores no nulls.
                break;
            case string text:
                json.WriteString(name, text);
                break;
            case bool flag:
                json.WriteBoolean(name, flag);
                break;
            case int number:
                json.WriteNumber(name, number);
                break;
            case long or ulong:
                Annotate(json, name, "Edm.Int64"u8);
                WriteFormatted(json, name, (IUtf8SpanFormattable)value);
                break;
            case double number:
                Annotate(json, name, "Edm.Double"u8);
                WriteDouble(json, name, number);
                break;
            case Guid id:
                Annotate(json, name, "Edm.Guid"u8);
                json.WriteString(name, id);
                break;
            case DateTimeOffset moment:
                WriteMoment(json, name, moment.UtcDateTime);
                break;
            case DateTime { Kind: DateTimeKind.Utc } moment:
                WriteMoment(json, name, moment);
                break;
            case DateTime moment:
                throw new NotSupportedException($"The property {name} holds a {moment.Kind} DateTime; only UTC can be stored.");
            case byte[] bytes:
                Annotate(json, name, "Edm.Binary"u8);
                json.WriteBase64String(name, bytes);
                break;
            case BinaryData data:
                Annotate(json, name, "Edm.Binary"u8);
                json.WriteBase64String(name, data);
                break;
            case TimeSpan duration:
                json.WriteString(name, XmlConvert.ToString(duration));
                break;
            default:
                throw new NotSupportedException($"The property {name} holds a {value.GetType()}, which a table cannot store.");
        }
    }

    private static void WriteMoment(Utf8JsonWriter json, string name, DateTime utc)
    {
        Span<byte> text = stackalloc byte[32];
        Utf8Formatter.TryFormat(utc, text, out int length, 'O');
        Annotate(json, name, "Edm.DateTime"u8);
        json.WriteString(name, text[..length]);
    }

    private static void WriteDouble(Utf8JsonWriter json, string name, double number)
    {
        if (double.IsFinite(number))
        {
            json.WriteNumber(name, number);
            return;
        }

        json.WriteString(name, double.IsNaN(number) ? "NaN"u8 : number > 0 ? "Infinity"u8 : "-Infinity"u8);
    }

    private static void WriteFormatted(Utf8JsonWriter json, string name, IUtf8SpanFormattable number)
    {
        Span<byte> text = stackalloc byte[20];
        number.TryFormat(text, out int length, default, provider: null);
        json.WriteString(name, text[..length]);
    }

    private static void Annotate(Utf8JsonWriter json, string name, ReadOnlySpan<byte> type)
    {
        if (name.Length > LongestName)
        {
            throw new NotSupportedException($"The property name {name} is longer than the {LongestName} characters that the service takes.");
        }

        Span<char> annotation = stackalloc char[LongestName + PropertyName.TypeSuffix.Length];
        name.CopyTo(annotation);
        PropertyName.TypeSuffix.CopyTo(annotation[name.Length..]);
        json.WriteString(annotation[..(name.Length + PropertyName.TypeSuffix.Length)], type);
    }
}
