using System.Text.RegularExpressions;
using AsiFunctions.LocalRuntime.Host.Functions;
using Microsoft.Extensions.Configuration;

namespace AsiFunctions.LocalRuntime.Host.Settings;

/// <summary>Puts settings in the place of %Name%, and finds connection strings by name.</summary>
internal static partial class SettingText
{
    /// <exception cref="HostStartException">A setting is missing: the line names function and setting.</exception>
    public static string Resolve(this IConfiguration configuration, string text, string function) =>
        Placeholder().Replace(text, match => configuration[match.Groups["name"].Value] is { } value
            ? value
            : throw FunctionCatalog.Fault(function, $"the setting '{match.Groups["name"].Value}' that it names is missing; set it under Values in local.settings.json"));

    /// <summary>Finds the connection string as the real host does: AzureWebJobs{name} first, then {name}, then among the connection strings.</summary>
    /// <exception cref="HostStartException">There is none.</exception>
    public static string Connection(this IConfiguration configuration, string name, string function) =>
        NullIfEmpty(configuration["AzureWebJobs" + name])
        ?? NullIfEmpty(configuration[name])
        ?? NullIfEmpty(configuration.GetConnectionString(name))
        ?? throw FunctionCatalog.Fault(function, $"the setting '{name}' with its connection is missing; set it under Values in local.settings.json");

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    [GeneratedRegex("%(?<name>[^%]+)%", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
