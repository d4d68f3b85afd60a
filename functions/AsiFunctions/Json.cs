using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Time;

namespace AsiFunctions;

/// <summary>How the app writes JSON: camelCase names, enums in kebab case, references and periods as the text that people read.</summary>
public static class Json
{
    /// <summary>For what we store, send and answer. Reading forgives unknown members: an earlier or later release may have written it.</summary>
    public static JsonSerializerOptions Options { get; } = Frozen(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        // Chinese stays Chinese and a quote stays short. "Unsafe" is only what stands inside HTML; ours goes out as JSON that nobody may sniff.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>For what callers send: an unknown or doubled member, a missing one or a null where there must be a value is refused.</summary>
    public static JsonSerializerOptions Strict { get; } = Frozen(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        AllowDuplicateProperties = false,
        MaxDepth = 32,
        NumberHandling = JsonNumberHandling.Strict,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    });

    /// <summary>Adds the app's converters to options that a library reads its own of.</summary>
    public static void AddConverters(IList<JsonConverter> converters)
    {
        converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false));
        converters.Add(new CaseIdConverter());
        converters.Add(new PeriodConverter());
    }

    private static JsonSerializerOptions Frozen(JsonSerializerOptions options)
    {
        AddConverters(options.Converters);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    private sealed class CaseIdConverter : JsonConverter<CaseId>
    {
        public override CaseId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType is JsonTokenType.String && CaseId.TryParse(reader.GetString(), out CaseId? id)
                ? id.Value
                : throw new JsonException("A reference such as APP-7K3M-9QXF is expected here.");

        public override void Write(Utf8JsonWriter writer, CaseId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
    }

    private sealed class PeriodConverter : JsonConverter<Period>
    {
        public override Period Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType is JsonTokenType.String && Period.TryParse(reader.GetString(), out Period period)
                ? period
                : throw new JsonException("A period such as P14D, P2W, P6M or P2Y is expected here.");

        public override void Write(Utf8JsonWriter writer, Period value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
