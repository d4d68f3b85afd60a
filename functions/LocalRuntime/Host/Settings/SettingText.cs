using System.Text.RegularExpressions;
using AsiFunctions.LocalRuntime.Host.Functions;
using Microsoft.Extensions.Configuration;

namespace AsiFunctions.LocalRuntime.Host.Settings;

/// <summary>Puts settings in the place of %Name%, and finds connection strings by name.</summary>
internal static partial class SettingText
{
    /// <exception cref="HostStartException">A setting is missing, or not named plainly: the line names function and setting.</exception>
    public static string Resolve(this IConfiguration configuration, string text, string function) =>
        Placeholder().Replace(text, match => Value(configuration, match.Groups["name"].Value, function));

    /// <summary>
    /// Finds the connection string as the real host does: AzureWebJobs{name} first, then {name}, then among the connection strings.
    /// </summary>
    /// <exception cref="HostStartException">There is none.</exception>
    public static string Connection(this IConfiguration configuration, string name, string function) =>
        NullIfEmpty(configuration["AzureWebJobs" + name])
        ?? NullIfEmpty(configuration[name])
        ?? NullIfEmpty(configuration.GetConnectionString(name))
        ?? throw FunctionCatalog.Fault(function, $"the setting '{name}' with its connection is missing; set it under Values in local.settings.json");

    // The host finds a setting by its path, Azure's scale controller only by the very name it is stored under: a timer would run as long as something
    // else keeps the app awake, and then no more.
    private static string Value(IConfiguration configuration, string name, string function) =>
        name.Contains(':', StringComparison.Ordinal) || name.Contains("__", StringComparison.Ordinal)
            ? throw FunctionCatalog.Fault(
                function, $"the setting '{name}' that it names has a colon or two underscores, by which Azure's scale controller does not find it")
            : configuration[name]
                ?? throw FunctionCatalog.Fault(
                    function, $"the setting '{name}' that it names is missing; set it under Values in local.settings.json");

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    [GeneratedRegex("%(?<name>[^%]+)%", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
