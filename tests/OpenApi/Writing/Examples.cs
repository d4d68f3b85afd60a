using System.Text.Json.Nodes;
using AsiFunctions.Tests.Support;

namespace AsiFunctions.Tests.OpenApi.Writing;

/// <summary>Bodies to send, from the files <c>Examples/{function}.{name}.json</c>, and the samples that the app's own pages send.</summary>
internal sealed class Examples
{
    private readonly Dictionary<string, JsonObject> byFunction = new(StringComparer.Ordinal);

    public Examples()
    {
        foreach (string file in Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "tests", "OpenApi", "Examples"), "*.json").Order(
            StringComparer.Ordinal))
        {
            string[] parts = Path.GetFileName(file).Split('.');
            Add(parts[0], parts.Length == 3 ? parts[1] : "sample", file);
        }

        string application = Path.Combine(RepositoryRoot.Path, "functions", "AsiFunctions", "Forms", "Samples", "membership-application.json");
        Add(nameof(Membership.SubmitApplication), "sample", application);
    }

    /// <summary>The names of the functions that have examples.</summary>
    public IEnumerable<string> Functions => byFunction.Keys;

    /// <summary>A function's examples, as OpenAPI writes them.</summary>
    public JsonObject? Of(string function) => byFunction.GetValueOrDefault(function)?.DeepClone().AsObject();

    private void Add(string function, string name, string file)
    {
        if (!byFunction.TryGetValue(function, out JsonObject? all))
        {
            byFunction[function] = all = [];
        }

        all[name] = new JsonObject { ["value"] = JsonNode.Parse(File.ReadAllText(file)) };
    }
}
