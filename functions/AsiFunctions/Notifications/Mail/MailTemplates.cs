using System.Collections.Frozen;
using System.Reflection;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;

namespace AsiFunctions.Notifications.Mail;

/// <summary>The texts of all messages in all languages, from the files of Notifications/Templates.</summary>
/// <remarks>
/// A file is <c>{key}.{language}.txt</c>; where staff read another text than applicants and members do, theirs is <c>{key}@asi.{language}.txt</c>.
/// All are read when the app starts: a malformed text, or one that lacks a language, stops it.
/// </remarks>
public sealed class MailTemplates
{
    private const string Folder = "Templates/";
    private const string StaffSuffix = "@asi";

    private readonly FrozenDictionary<(string Key, Language Language), MailTemplate> templates;
    private readonly FrozenDictionary<Language, MailRenderer> renderers;

    /// <summary>Reads the templates that are part of this assembly.</summary>
    /// <exception cref="FormatException">A file is malformed, or a text lacks a language.</exception>
    public MailTemplates()
    {
        Dictionary<string, string> files = Files();
        string layout = files["layout.html"];
        renderers = Enum.GetValues<Language>().ToFrozenDictionary(
            language => language,
            language => new MailRenderer(
                layout, files[$"footer.{Short(language)}.txt"].Trim(), Labels(files[$"labels.{Short(language)}.txt"]), language));
        templates = files.Keys
            .Where(name => name.EndsWith(".txt", StringComparison.Ordinal)
                && !name.StartsWith("footer.", StringComparison.Ordinal)
                && !name.StartsWith("labels.", StringComparison.Ordinal))
            .ToFrozenDictionary(KeyOf, name => Parse(name, files[name]));
        Keys = [.. templates.Keys.Select(key => key.Key).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        string[] incomplete = [.. Keys.Where(key => Enum.GetValues<Language>().Any(language => !templates.ContainsKey((key, language))))];
        if (incomplete.Length > 0)
        {
            throw new FormatException($"These messages lack a language: {string.Join(", ", incomplete)}.");
        }
    }

    /// <summary>The keys of all messages; those for staff end in <c>@asi</c>.</summary>
    public IReadOnlyList<string> Keys { get; }

    /// <summary>The message's text for a reader in a role, or null where there is no such message.</summary>
    public MailTemplate? Find(string key, Role reader, Language language) =>
        (reader is Role.Secretariat or Role.Releaser or Role.Board or Role.Operator
            ? templates.GetValueOrDefault((key + StaffSuffix, language))
            : null)
        ?? templates.GetValueOrDefault((key, language));

    /// <summary>The message's text, by its full key.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public MailTemplate this[string key, Language language] => templates[(key, language)];

    /// <summary>Writes a message in the template's language.</summary>
    /// <exception cref="MissingMailValueException">A required value is missing.</exception>
    /// <exception cref="FormatException">A value does not have the form in which the template shows it.</exception>
    public RenderedMail Render(MailTemplate template, Language language, IReadOnlyDictionary<string, string> values) =>
        renderers[language].Render(template, values);

    private static string Short(Language language) => language.Tag()[..2];

    private static (string Key, Language Language) KeyOf(string file) =>
        file.Split('.') is [string key, string tag, "txt"] && Languages.Find(tag) is { } language
            ? (key, language)
            : throw new FormatException($"The file {file} is not named key.language.txt.");

    private static MailTemplate Parse(string file, string text)
    {
        try
        {
            return MailTemplate.Parse(text);
        }
        catch (FormatException e)
        {
            throw new FormatException($"{file}: {e.Message}", e);
        }
    }

    private static Dictionary<string, string> Labels(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split('=', 2, StringSplitOptions.TrimEntries))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

    private static Dictionary<string, string> Files()
    {
        Assembly assembly = typeof(MailTemplates).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .ToDictionary(name => name[Folder.Length..], name =>
            {
                using StreamReader reader = new(assembly.GetManifestResourceStream(name)!);
                return reader.ReadToEnd();
            });
    }
}
