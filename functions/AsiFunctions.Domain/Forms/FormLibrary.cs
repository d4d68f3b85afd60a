using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using AsiFunctions.Domain.Membership;

namespace AsiFunctions.Domain.Forms;

/// <summary>All forms in all their versions, and the lists of choices that they share. Read and checked once, when the app starts.</summary>
/// <remarks>A definition is the file Definitions/{id}.{version}.json; one that was published is never changed, only followed by the next.</remarks>
public sealed class FormLibrary
{
    private const string Folder = "forms/";

    private readonly FrozenDictionary<(string Id, int Version), FormDefinition> all;

    /// <param name="forms">The definitions; no id and version twice.</param>
    /// <param name="lists">The named lists of choices.</param>
    public FormLibrary(IEnumerable<FormDefinition> forms, IReadOnlyDictionary<string, IReadOnlyList<Option>> lists)
    {
        all = forms.ToFrozenDictionary(form => (form.Id, form.Version));
        Lists = lists;
    }

    /// <summary>The lists of choices that forms share, by name: <c>countries</c>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Option>> Lists { get; }

    /// <summary>All definitions, by id and version.</summary>
    public IEnumerable<FormDefinition> Forms => all.Values.OrderBy(form => form.Id, StringComparer.Ordinal).ThenBy(form => form.Version);

    /// <summary>Reads what this assembly carries.</summary>
    /// <exception cref="FormDefinitionException">A definition goes beyond what the server enforces.</exception>
    public static FormLibrary Read()
    {
        Dictionary<string, IReadOnlyList<Option>> lists = new(StringComparer.Ordinal) { ["countries"] = ReadCountries() };
        Assembly assembly = typeof(FormLibrary).Assembly;
        IEnumerable<string> names = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal) && name.EndsWith(".json", StringComparison.Ordinal));
        return new FormLibrary(names.Select(name => ReadForm(name, lists)), lists);
    }

    /// <summary>A form.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="version">Its version; null for the latest.</param>
    /// <returns>Null where there is none.</returns>
    public FormDefinition? Find(string id, int? version = null) => version is int one
        ? all.GetValueOrDefault((id, one))
        : all.Values.Where(form => form.Id == id).MaxBy(form => form.Version);

    private static FormDefinition ReadForm(string resource, Dictionary<string, IReadOnlyList<Option>> lists)
    {
        string[] parts = resource[Folder.Length..].Split('.');
        return parts is [string id, string number, "json"] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int version)
            ? FormDefinition.Read(id, version, ReadText(resource), lists)
            : throw new FormDefinitionException(resource, ["a definition's file is named {id}.{version}.json"]);
    }

    private static List<Option> ReadCountries()
    {
        Dictionary<string, string> chinese = ReadText($"{Folder}countries-chinese.txt")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line[0] != '#')
            .ToDictionary(line => line[..2], line => line[3..], StringComparer.Ordinal);
        return [.. Countries.Codes
            .Select(code => new Option(code, new LocalText(Countries.EnglishName(code), chinese[code])))
            .OrderBy(option => option.Text.English, StringComparer.Ordinal)];
    }

    private static string ReadText(string resource)
    {
        using Stream stream = typeof(FormLibrary).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"{resource} is not part of the assembly.");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
