using System.Text.Json;
using AsiFunctions.Domain.Forms;

namespace AsiFunctions.Domain.Certification.Standards;

/// <summary>The standards as data: reads a catalogue and finds everything that is wrong with it (design rule 10).</summary>
/// <remarks>
/// The shape, by example: <c>{"versions": [{"standard": "PS", "version": "V3", "title": …, "sample": true, "validFrom": "2022-05-01",
/// "auditableUntil": null, "principles": [{"key": "9", "title": …, "activities": […], "criteria": [{"key": "9.1", "title": …, "critical": false,
/// "activities": […], "classes": ["PT"], "subCriteria": [{"key": "9.1.a", "title": …}]}]}]}]}</c>. Titles and keys are needed, and at least one
/// version, principle and criterion each; what says nothing about <c>critical</c> is not. What restricts a principle restricts
/// those of its criteria that say nothing themselves.
/// </remarks>
public static class StandardCatalogue
{
    /// <summary>Characters that a catalogue may have.</summary>
    public const int MaxLength = 2 * 1024 * 1024;

    // A catalogue that is wrong throughout is not told line by line.
    private const int MostFaults = 200;

    private const int MostVersions = 30;

    private const string Folder = "standards/";

    /// <summary>The sample that the product ships: the structure of the standards, in our own words (not ASI's official text).</summary>
    public static IReadOnlyList<StandardVersion> Shipped { get; } = ReadShipped();

    /// <summary>Reads a catalogue.</summary>
    /// <param name="json">The text; see the remarks of this class.</param>
    public static CatalogueReading Read(string json)
    {
        if (json.Length > MaxLength)
        {
            return Refused([new Fault("", FaultCodes.TooLong, $"The catalogue has more than {MaxLength} characters.")]);
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind is JsonValueKind.Object
                ? Read(document.RootElement)
                : Refused([new Fault("", FaultCodes.WrongType, "A catalogue is an object with the member \"versions\".")]);
        }
        catch (JsonException e)
        {
            return Refused([new Fault("", FaultCodes.Malformed, $"This is not JSON; look at line {e.LineNumber + 1}.")]);
        }
    }

    private static CatalogueReading Read(JsonElement root)
    {
        List<Fault> faults = [];
        CatalogueNode catalogue = new(root, "", faults);
        List<(StandardVersion Version, string Pointer)> read = [];
        foreach (CatalogueNode node in catalogue.Items("versions", MostVersions))
        {
            if (CatalogueVersionReader.Read(node) is { } version)
            {
                read.Add((version, node.Pointer));
            }
        }

        catalogue.RefuseRest();
        CatalogueTransitions.Check(read, faults);
        return faults.Count > 0
            ? Refused(faults)
            : new CatalogueReading([.. read.Select(r => r.Version).OrderBy(v => v.Ref.Standard).ThenBy(v => v.ValidFrom)], []);
    }

    private static CatalogueReading Refused(List<Fault> faults) => new([], faults.Count <= MostFaults
        ? faults
        : [.. faults.Take(MostFaults), new Fault("", "more", $"There are {faults.Count - MostFaults} more faults; mend these first.")]);

    private static StandardVersion[] ReadShipped()
    {
        System.Reflection.Assembly assembly = typeof(StandardCatalogue).Assembly;
        IEnumerable<string> versions = assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Select(name =>
            {
                using StreamReader reader = new(assembly.GetManifestResourceStream(name)!);
                return reader.ReadToEnd();
            });
        CatalogueReading reading = Read($"{{\"versions\": [{string.Join(',', versions)}]}}");
        return reading.Faults.Count == 0
            ? [.. reading.Versions]
            : throw new InvalidOperationException($"The shipped standards cannot be read: {string.Join(" ", reading.Faults)}");
    }
}
