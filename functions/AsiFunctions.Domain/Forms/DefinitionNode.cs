using System.Text.Json;

namespace AsiFunctions.Domain.Forms;

/// <summary>An object of a definition that is read member by member; what nobody asked for is refused by name.</summary>
/// <param name="element">The object.</param>
/// <param name="path">Its JSON pointer in the definition.</param>
/// <param name="findings">Takes what is wrong.</param>
internal sealed class DefinitionNode(JsonElement element, string path, List<string> findings)
{
    private readonly HashSet<string> read = new(StringComparer.Ordinal);

    public string Path => path;

    public bool Has(string name) => element.TryGetProperty(name, out _);

    /// <summary>Accepts properties that only the portal's look depends on.</summary>
    public void Skip(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            read.Add(name);
        }
    }

    public string Text(string name) => OptionalText(name) ?? Find($"\"{name}\" is missing", "");

    public string? OptionalText(string name) => Take(name, JsonValueKind.String, "a text")?.GetString();

    public bool Flag(string name)
    {
        read.Add(name);
        return element.TryGetProperty(name, out JsonElement value) && value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => Find($"\"{name}\" must be true or false", false),
        };
    }

    public decimal? Number(string name) => Take(name, JsonValueKind.Number, "a number") is not JsonElement value ? null
        : value.TryGetDecimal(out decimal number) ? number
        : Find($"\"{name}\" is too large a number", (decimal?)null);

    public int? Whole(string name) => Take(name, JsonValueKind.Number, "a whole number") is not JsonElement value ? null
        : value.TryGetInt32(out int number) && number >= 0 ? number
        : Find($"\"{name}\" must be a whole number, 0 or more", (int?)null);

    public LocalText LocalText(string name) => OptionalLocalText(name) ?? Find($"\"{name}\" is missing", new LocalText("", ""));

    /// <summary>A text in both languages: <c>{"default": …, "zh-cn": …}</c>.</summary>
    public LocalText? OptionalLocalText(string name)
    {
        DefinitionNode? node = Child(name, "a text in both languages: {\"default\": …, \"zh-cn\": …}");
        if (node is null)
        {
            return null;
        }

        LocalText text = new(node.Text("default"), node.Text("zh-cn"));
        node.RefuseRest();
        return text;
    }

    public DefinitionNode? Child(string name, string what = "an object") =>
        Take(name, JsonValueKind.Object, what) is JsonElement value ? new DefinitionNode(value, $"{path}/{name}", findings) : null;

    /// <summary>The objects of a list; empty where there is none.</summary>
    public IEnumerable<DefinitionNode> Items(string name)
    {
        if (Take(name, JsonValueKind.Array, "a list") is not JsonElement list)
        {
            yield break;
        }

        foreach ((int index, JsonElement item) in list.EnumerateArray().Index())
        {
            if (item.ValueKind is JsonValueKind.Object)
            {
                yield return new DefinitionNode(item, $"{path}/{name}/{index}", findings);
            }
            else
            {
                findings.Add($"{path}/{name}/{index}: must be an object");
            }
        }
    }

    /// <summary>Refuses every property that was neither read nor skipped.</summary>
    public void RefuseRest()
    {
        foreach (JsonProperty property in element.EnumerateObject().Where(p => !read.Contains(p.Name)))
        {
            findings.Add($"{path}: \"{property.Name}\" is not supported here");
        }
    }

    /// <summary>Notes what is wrong with this object, and goes on with a value in its place.</summary>
    public T Find<T>(string finding, T instead)
    {
        findings.Add($"{path}: {finding}");
        return instead;
    }

    private JsonElement? Take(string name, JsonValueKind kind, string what)
    {
        read.Add(name);
        if (!element.TryGetProperty(name, out JsonElement value))
        {
            return null;
        }

        return value.ValueKind == kind ? value : Find($"\"{name}\" must be {what}", (JsonElement?)null);
    }
}
