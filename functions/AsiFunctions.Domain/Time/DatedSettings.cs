using System.Text.Json;
using System.Text.Json.Serialization;

namespace AsiFunctions.Domain.Time;

/// <summary>Reads settings that hold from a date on: <c>[{ "from": "2015-06-01", "value": { … } }]</c>, earliest first, each row complete.</summary>
public static class DatedSettings
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Reads rows.</summary>
    /// <typeparam name="T">What a row holds.</typeparam>
    /// <param name="json">The rows.</param>
    /// <param name="what">What they are, for who reads the error: <c>terms of admission</c>.</param>
    /// <exception cref="FormatException">The text is not of that form; the message says where.</exception>
    public static History<T> Read<T>(string json, string what)
    {
        try
        {
            return new History<T>(JsonSerializer.Deserialize<List<Dated<T>>>(json, Strict) ?? throw new FormatException($"There are no {what}."));
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new FormatException($"The {what} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Reads the rows that the product ships as a resource of this assembly.</summary>
    /// <typeparam name="T">What a row holds.</typeparam>
    /// <param name="resource">The resource's name.</param>
    /// <param name="what">What they are.</param>
    internal static History<T> Shipped<T>(string resource, string what)
    {
        using Stream stream = typeof(DatedSettings).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The {what} are not part of the assembly.");
        using StreamReader reader = new(stream);
        return Read<T>(reader.ReadToEnd(), what);
    }
}
