using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AsiFunctions.LocalRuntime.Engine;

/// <summary>The one JSON form of events and of what an instance's row keeps beside them; written without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(HistoryEvent))]
[JsonSerializable(typeof(List<HistoryEvent>))]
[JsonSerializable(typeof(ExportedHistory))]
[JsonSerializable(typeof(InstanceNotes))]
internal sealed partial class HistoryJson : JsonSerializerContext
{
    /// <summary>Compact, for rows. Payloads are JSON in JSON: quotes and angle brackets need no escaping beyond JSON's own.</summary>
    public static HistoryJson Compact { get; } = new(Settings(indented: false));

    /// <summary>For people and for version control.</summary>
    public static HistoryJson Readable { get; } = new(Settings(indented: true));

    private static JsonSerializerOptions Settings(bool indented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = indented,
        AllowOutOfOrderMetadataProperties = true,
        NewLine = "\n",
    };
}
