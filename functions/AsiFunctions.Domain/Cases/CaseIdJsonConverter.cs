using System.Text.Json;
using System.Text.Json.Serialization;

namespace AsiFunctions.Domain.Cases;

/// <summary>A case id in JSON is its canonical text, as a value and as a property's name.</summary>
public sealed class CaseIdJsonConverter : JsonConverter<CaseId>
{
    /// <inheritdoc/>
    public override CaseId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        CaseId.TryParse(reader.GetString(), out CaseId? id) ? id.Value : throw new JsonException("The text is no case id.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, CaseId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);

    /// <inheritdoc/>
    public override CaseId ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Read(ref reader, typeToConvert, options);

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, CaseId value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.Value);
}
