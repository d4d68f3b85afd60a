using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using AsiFunctions.Tests.Support;

namespace AsiFunctions.Tests.Pages;

/// <summary>A line of the page.</summary>
/// <param name="Name">As the app asks for it, with colons; a list without the number of its entry.</param>
/// <param name="Takes">What may be written.</param>
/// <param name="Default">As the page has it.</param>
internal sealed partial record DocumentedSetting(string Name, string Takes, string Default)
{
    public bool IsRequired => Default == "**required**";

    /// <summary>The least and the most where the page gives them, and the app thus refuses others.</summary>
    public (int Least, int Most)? Range => RangePattern().Match(Takes) is { Success: true } found
        ? (Number(found.Groups["least"].Value), Number(found.Groups["most"].Value))
        : null;

    public override string ToString() => Name;

    private static int Number(string text) => int.Parse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(^|\s)(?<least>[\d,]+) to (?<most>[\d,]+)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex RangePattern();
}

/// <summary>The page infra/SETTINGS.md, and the sample settings.</summary>
internal static partial class SettingsPage
{
    private static readonly string Folder = Path.Combine(RepositoryRoot.Path, "infra");

    private static readonly string[] Sections = File.ReadAllText(Path.Combine(Folder, "SETTINGS.md")).Split("\n## ");

    /// <summary>What the app reads.</summary>
    public static IReadOnlyList<DocumentedSetting> App { get; } = Lines("What the app reads");

    /// <summary>What the platform reads: the host, its extensions, and the libraries that the app uses.</summary>
    public static IReadOnlyList<DocumentedSetting> Platform { get; } = Lines("What the platform reads");

    /// <summary>The values of local.settings.sample.json by the names that the app asks for.</summary>
    public static IReadOnlyDictionary<string, string> Sample { get; } = JsonDocument
        .Parse(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "local.settings.sample.json"))).RootElement.GetProperty("Values")
        .EnumerateObject().ToDictionary(value => Colons(value.Name), value => value.Value.GetString()!, StringComparer.OrdinalIgnoreCase);

    /// <summary>A name as the app asks for it: <c>Access__Keys__0</c> is an entry of <c>Access:Keys</c>.</summary>
    public static string NameOf(string written) => Entry().Replace(Colons(written), "");

    /// <summary>The default of a setting as it would be written; null where there is none.</summary>
    public static string? ValueOf(DocumentedSetting setting)
    {
        if (Link().Match(setting.Default) is { Success: true } link)
        {
            return File.ReadAllText(Path.Combine(Folder, link.Groups["file"].Value));
        }

        return setting.Default is ['`', .. string value, '`']
            ? Reference()
                .Replace(value, other => Sample.GetValueOrDefault(Colons(other.Groups["name"].Value)) ?? ValueOf(Find(other.Groups["name"].Value))!)
            : null;
    }

    private static DocumentedSetting Find(string name) => App.Single(setting => setting.Name == NameOf(name));

    private static DocumentedSetting[] Lines(string section) =>
    [
        .. Sections.Single(text => text.StartsWith(section + "\n", StringComparison.Ordinal)).Split('\n')
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => Bar().Split(line))
            .Select(cells => new DocumentedSetting(NameOf(cells[1].Trim(' ', '`')), cells[3].Trim(), cells[4].Trim())),
    ];

    private static string Colons(string written) => written.Replace("__", ":", StringComparison.Ordinal);

    [GeneratedRegex(@":\d+$", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex Entry();

    [GeneratedRegex(@"(?<!\\)\|", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex Bar();

    [GeneratedRegex(@"^\[[^\]]+\]\((?<file>[^)]+\.json)\)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Link();

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Reference();
}
