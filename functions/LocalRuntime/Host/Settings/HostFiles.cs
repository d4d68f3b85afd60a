using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace AsiFunctions.LocalRuntime.Host.Settings;

/// <summary>What host.json and local.settings.json of an app's folder say, as configuration keys.</summary>
internal static class HostFiles
{
    private const string HostSection = "AzureFunctionsJobHost";

    /// <summary>host.json below AzureFunctionsJobHost, as on the real host, and its log levels where logging looks for them.</summary>
    public static IReadOnlyDictionary<string, string?> HostJson(string folder)
    {
        Dictionary<string, string?> found = new(StringComparer.OrdinalIgnoreCase);
        if (Read(Path.Combine(folder, "host.json")) is not { } json)
        {
            return found;
        }

        using (json)
        {
            Flatten(json.RootElement, HostSection, found);
        }

        const string Levels = $"{HostSection}:logging:logLevel:";
        foreach ((string key, string? value) in found.Where(f => f.Key.StartsWith(Levels, StringComparison.OrdinalIgnoreCase)).ToList())
        {
            found[$"Logging:LogLevel:{key[Levels.Length..]}"] = value;
        }

        return found;
    }

    /// <summary>The Values of local.settings.json, or of local.settings.sample.json where that is missing; __ in a name stands for a colon.</summary>
    /// <exception cref="HostStartException">The file is encrypted or is not JSON.</exception>
    public static IReadOnlyDictionary<string, string?> LocalSettings(string folder)
    {
        Dictionary<string, string?> found = new(StringComparer.OrdinalIgnoreCase);
        string file = Path.Combine(folder, "local.settings.json");
        file = File.Exists(file) ? file : Path.Combine(folder, "local.settings.sample.json");
        if (Read(file) is not { } json)
        {
            return found;
        }

        using (json)
        {
            if (json.RootElement.TryGetProperty("IsEncrypted", out JsonElement encrypted) && encrypted.ValueKind == JsonValueKind.True)
            {
                throw new HostStartException(
                    $"{file} is encrypted. Decrypt it with `func settings decrypt`, or write it anew from local.settings.sample.json.");
            }

            if (json.RootElement.TryGetProperty("Values", out JsonElement values))
            {
                foreach (JsonProperty value in values.EnumerateObject())
                {
                    found[value.Name.Replace("__", ":", StringComparison.Ordinal)] = Text(value.Value);
                }
            }

            if (json.RootElement.TryGetProperty("ConnectionStrings", out JsonElement connections))
            {
                Flatten(connections, "ConnectionStrings", found);
            }

            if (json.RootElement.TryGetProperty("Host", out JsonElement host) && host.TryGetProperty("LocalHttpPort", out JsonElement port))
            {
                found["LocalRuntime:Port"] = Text(port);
            }
        }

        return found;
    }

    /// <summary>A value of host.json, by its path with colons.</summary>
    public static string? HostValue(this IConfiguration configuration, string path) => configuration[$"{HostSection}:{path}"];

    /// <summary>A section of host.json, by its path with colons; empty for the whole.</summary>
    public static IConfigurationSection HostSectionOf(this IConfiguration configuration, string path) =>
        configuration.GetSection(path.Length == 0 ? HostSection : $"{HostSection}:{path}");

    private static JsonDocument? Read(string file)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            return JsonDocument.Parse(
                File.ReadAllBytes(file),
                new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        }
        catch (JsonException exception)
        {
            throw new HostStartException($"{file} is not JSON: {exception.Message}", exception);
        }
    }

    private static void Flatten(JsonElement element, string path, Dictionary<string, string?> found)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    Flatten(property.Value, $"{path}:{property.Name}", found);
                }

                break;
            case JsonValueKind.Array:
                int index = 0;
                foreach (JsonElement item in element.EnumerateArray())
                {
                    Flatten(item, $"{path}:{index++}", found);
                }

                break;
            default:
                found[path] = Text(element);
                break;
        }
    }

    private static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value.ToString();
}
