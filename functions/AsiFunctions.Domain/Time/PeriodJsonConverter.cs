using System.Text.Json;
using System.Text.Json.Serialization;

namespace AsiFunctions.Domain.Time;

/// <summary>A period in JSON is its ISO 8601 text: <c>"P14D"</c>.</summary>
public sealed class PeriodJsonConverter : JsonConverter<Period>
{
    /// <inheritdoc/>
    public override Period Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Period.TryParse(reader.GetString(), out Period period) ? period : throw new JsonException("The text is no period such as P14D.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Period value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
