using System.Collections.ObjectModel;
using System.Globalization;
using System.Runtime.Serialization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AsiFunctions.LocalRuntime.ServiceBus;

/// <summary>
/// Application properties as one column: a JSON object of name to [type, text], so that each value comes back as the type it was sent as.
/// </summary>
internal static class ApplicationProperties
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>Null if there are none.</returns>
    /// <exception cref="SerializationException">A value is of a type that the service does not carry.</exception>
    public static string? Write(IReadOnlyDictionary<string, object> properties) =>
        properties.Count == 0 ? null : JsonSerializer.Serialize(properties.ToDictionary(p => p.Key, p => Encode(p.Key, p.Value)), Json);

    public static ReadOnlyDictionary<string, object> Read(string? column)
    {
        Dictionary<string, string[]> encoded = column is null ? [] : JsonSerializer.Deserialize<Dictionary<string, string[]>>(column, Json)!;
        return new ReadOnlyDictionary<string, object>(encoded.ToDictionary(p => p.Key, p => Decode(p.Value[0], p.Value[1])));
    }

    /// <summary>The column with more properties set, or overwritten.</summary>
    public static string? With(string? column, IEnumerable<KeyValuePair<string, object>> more)
    {
        Dictionary<string, object> all = new(Read(column), StringComparer.Ordinal);
        foreach ((string name, object value) in more)
        {
            all[name] = value;
        }

        return Write(all);
    }

    private static string[] Encode(string name, object value) => value switch
    {
        string text => [nameof(String), text],
        Guid guid => [nameof(Guid), guid.ToString()],
        Uri uri => [nameof(Uri), uri.OriginalString],
        TimeSpan span => [nameof(TimeSpan), span.ToString("c", CultureInfo.InvariantCulture)],
        DateTime time => [nameof(DateTime), time.ToString("O", CultureInfo.InvariantCulture)],
        // The wire carries the instant alone: the offset comes back as zero.
        DateTimeOffset time => [nameof(DateTimeOffset), time.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture)],
        bool or char or byte or sbyte or short or ushort or int or uint or long or ulong or float or double or decimal =>
            [Type.GetTypeCode(value.GetType()).ToString(), Convert.ToString(value, CultureInfo.InvariantCulture)!],
        _ => throw new SerializationException(
            $"The application property '{name}' is of type {value?.GetType().FullName ?? "null"}, which Service Bus does not carry."),
    };

    private static object Decode(string type, string text) => type switch
    {
        nameof(String) => text,
        nameof(Guid) => Guid.Parse(text),
        nameof(Uri) => new Uri(text, UriKind.RelativeOrAbsolute),
        nameof(TimeSpan) => TimeSpan.ParseExact(text, "c", CultureInfo.InvariantCulture),
        nameof(DateTime) => DateTime.ParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
        nameof(DateTimeOffset) => DateTimeOffset.ParseExact(text, "O", CultureInfo.InvariantCulture),
        _ => Convert.ChangeType(text, Enum.Parse<TypeCode>(type), CultureInfo.InvariantCulture),
    };
}
