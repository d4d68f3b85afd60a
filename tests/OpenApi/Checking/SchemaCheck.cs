using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AsiFunctions.Tests.OpenApi.Checking;

/// <summary>Holds JSON to the part of JSON Schema 2020-12 that the document uses; a keyword beyond that is an error, never passed over.</summary>
/// <param name="document">What references point into.</param>
/// <param name="isAnswer">
/// The JSON is an answer: an object may then hold only the members that its schema names, though the document leaves room for later releases.
/// </param>
public sealed class SchemaCheck(JsonObject document, bool isAnswer)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Everything that is wrong, each with a JSON pointer to its place.</summary>
    public IReadOnlyList<string> Faults(JsonNode schema, JsonElement value) => [.. Check(schema.AsObject(), value, "")];

    private IEnumerable<string> Check(JsonObject schema, JsonElement value, string at) => schema.SelectMany(keyword => keyword.Key switch
    {
        "$ref" => Check(Resolve(document, keyword.Value!.GetValue<string>()), value, at),
        "type" => Type(keyword.Value!, value, at),
        "enum" => keyword.Value!.AsArray().Any(one => Same(one, value))
            ? []
            : [$"{at}: {value} is none of the {keyword.Value.AsArray().Count} values that the document names"],
        "const" => Same(keyword.Value, value) ? [] : [$"{at}: {value} is not {keyword.Value?.ToJsonString()}"],
        "anyOf" => Variants(keyword.Value!.AsArray(), value, at, exactlyOne: false),
        "oneOf" => Variants(keyword.Value!.AsArray(), value, at, exactlyOne: true),
        "properties" => Members(schema, value, at),
        "required" => value.ValueKind is JsonValueKind.Object
            ? keyword.Value!.AsArray().Select(one => one!.GetValue<string>()).Where(name => !value.TryGetProperty(name, out _))
                .Select(name => $"{at}: '{name}' is missing")
            : [],
        "additionalProperties" => Additional(schema, keyword.Value!, value, at),
        "items" => value.ValueKind is JsonValueKind.Array
            ? value.EnumerateArray().Index().SelectMany(item => Check(keyword.Value!.AsObject(), item.Item, $"{at}/{item.Index}"))
            : [],
        "uniqueItems" => value.ValueKind is JsonValueKind.Array
            && value.EnumerateArray().Select(item => item.GetRawText()).Distinct().Count() < value.GetArrayLength()
            ? [$"{at}: an item stands there twice"]
            : [],
        "minItems" => Bound(
            value, JsonValueKind.Array, () => value.GetArrayLength() >= keyword.Value!.GetValue<int>(), $"{at}: fewer than {keyword.Value} items"),
        "maxItems" => Bound(
            value, JsonValueKind.Array, () => value.GetArrayLength() <= keyword.Value!.GetValue<int>(), $"{at}: more than {keyword.Value} items"),
        "minLength" => Bound(
            value, JsonValueKind.String, () => value.GetString()!.Length >= keyword.Value!.GetValue<int>(), $"{at}: shorter than {keyword.Value}"),
        "maxLength" => Bound(
            value, JsonValueKind.String, () => value.GetString()!.Length <= keyword.Value!.GetValue<int>(), $"{at}: longer than {keyword.Value}"),
        "minimum" => Bound(
            value, JsonValueKind.Number, () => value.GetDecimal() >= keyword.Value!.GetValue<decimal>(), $"{at}: less than {keyword.Value}"),
        "maximum" => Bound(
            value, JsonValueKind.Number, () => value.GetDecimal() <= keyword.Value!.GetValue<decimal>(), $"{at}: more than {keyword.Value}"),
        "multipleOf" => Bound(
            value, JsonValueKind.Number, () => value.GetDecimal() % keyword.Value!.GetValue<decimal>() == 0, $"{at}: no multiple of {keyword.Value}"),
        "pattern" => Bound(
            value,
            JsonValueKind.String,
            () => Regex.IsMatch(value.GetString()!, keyword.Value!.GetValue<string>(), RegexOptions.CultureInvariant, Patience),
            $"{at}: {value} does not match {keyword.Value}"),
        "format" => Bound(
            value, JsonValueKind.String, () => Fits(value.GetString()!, keyword.Value!.GetValue<string>()), $"{at}: {value} is no {keyword.Value}"),
        "description" or "default" or "examples" or "discriminator" => Array.Empty<string>(),
        _ => throw new NotSupportedException($"The document uses the keyword {keyword.Key}, which {nameof(SchemaCheck)} does not know."),
    });

    /// <summary>What a reference within a document points to.</summary>
    /// <exception cref="InvalidOperationException">Nothing.</exception>
    public static JsonObject Resolve(JsonObject document, string reference)
    {
        JsonNode? found = document;
        foreach (string part in reference.Split('/')[1..])
        {
            found = found?[part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)];
        }

        return found as JsonObject ?? throw new InvalidOperationException($"{reference} points to nothing.");
    }

    private static IEnumerable<string> Bound(JsonElement value, JsonValueKind kind, Func<bool> holds, string fault) =>
        value.ValueKind != kind || holds() ? [] : [fault];

    private static IEnumerable<string> Type(JsonNode types, JsonElement value, string at)
    {
        string[] allowed = types is JsonArray several ? [.. several.Select(one => one!.GetValue<string>())] : [types.GetValue<string>()];
        return allowed.Any(type => IsOf(type, value)) ? [] : [$"{at}: {value.ValueKind} where {string.Join(" or ", allowed)} is expected"];
    }

    private static bool IsOf(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind is JsonValueKind.Object,
        "array" => value.ValueKind is JsonValueKind.Array,
        "string" => value.ValueKind is JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "number" => value.ValueKind is JsonValueKind.Number,
        "integer" => value.ValueKind is JsonValueKind.Number && decimal.IsInteger(value.GetDecimal()),
        "null" => value.ValueKind is JsonValueKind.Null,
        _ => throw new NotSupportedException($"The document uses the type {type}."),
    };

    private static bool Same(JsonNode? expected, JsonElement value) =>
        expected is null ? value.ValueKind is JsonValueKind.Null : JsonElement.DeepEquals(expected.Deserialize<JsonElement>(), value);

    private IEnumerable<string> Members(JsonObject schema, JsonElement value, string at)
    {
        if (value.ValueKind is not JsonValueKind.Object)
        {
            return [];
        }

        JsonObject known = schema["properties"]!.AsObject();
        IEnumerable<string> faults = value.EnumerateObject()
            .SelectMany(member => known[member.Name] is JsonObject of ? Check(of, member.Value, $"{at}/{member.Name}") : []);
        IEnumerable<string> unknown = isAnswer && schema["additionalProperties"] is null ? Unknown(known, value, at) : [];
        return faults.Concat(unknown);
    }

    private static IEnumerable<string> Unknown(JsonObject known, JsonElement value, string at) =>
        value.EnumerateObject().Where(member => !known.ContainsKey(member.Name))
            .Select(member => $"{at}/{member.Name}: the document knows no such member");

    private IEnumerable<string> Additional(JsonObject schema, JsonNode additional, JsonElement value, string at)
    {
        JsonObject known = schema["properties"] as JsonObject ?? [];
        return value.ValueKind is not JsonValueKind.Object ? []
            : additional is JsonObject of
                ? value.EnumerateObject().Where(member => !known.ContainsKey(member.Name))
                    .SelectMany(member => Check(of, member.Value, $"{at}/{member.Name}"))
            : additional.GetValue<bool>() ? []
            : Unknown(known, value, at);
    }

    // What is told is what is wrong with the variant that comes nearest.
    private string[] Variants(JsonArray variants, JsonElement value, string at, bool exactlyOne)
    {
        List<string[]> faults = [.. variants.Select(one => Check(one!.AsObject(), value, at).ToArray())];
        int fitting = faults.Count(one => one.Length == 0);
        return fitting == 0 ? faults.MinBy(one => one.Length)!
            : exactlyOne && fitting > 1 ? [$"{at}: {fitting} variants fit where one should"]
            : [];
    }

    private static bool Fits(string text, string format) => format switch
    {
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "date-time" => Regex.IsMatch(text, @"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$", RegexOptions.ExplicitCapture, Patience)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "uri" => Uri.TryCreate(text, UriKind.Absolute, out _),
        "email" => text.IndexOf('@', StringComparison.Ordinal) > 0,
        "uuid" => Guid.TryParseExact(text, "D", out _),
        _ => throw new NotSupportedException($"The document uses the format {format}."),
    };
}
