using System.Text.Json;

namespace Azure.Data.Tables.Json;

/// <summary>The property names of one answer. Rows mostly repeat the names of the row before, in its order.</summary>
internal sealed class WireNames(Func<string, EntityShape.Column?> columnOf)
{
    private readonly List<WireName> names = [];
    private int next;

    /// <summary>The name on which the reader stands, without making a new string of one that was seen before.</summary>
    public WireName Find(ref Utf8JsonReader json)
    {
        for (int tried = 0; tried < names.Count; tried++)
        {
            WireName name = names[next];
            next = next + 1 == names.Count ? 0 : next + 1;
            if (json.ValueTextEquals(name.Utf8))
            {
                return name;
            }
        }

        string text = json.GetString()!;
        WireName found = new(text, columnOf(text));
        names.Add(found);
        next = 0;
        return found;
    }
}

internal sealed class WireName(string text, EntityShape.Column? column)
{
    public string Text { get; } = text;

    public byte[] Utf8 { get; } = System.Text.Encoding.UTF8.GetBytes(text);

    /// <summary>The property whose type this one annotates, if it does.</summary>
    public string? Annotates { get; } =
        text.EndsWith(PropertyName.TypeSuffix, StringComparison.Ordinal) ? text[..^PropertyName.TypeSuffix.Length] : null;

    /// <summary>Tells of the answer, not of the row.</summary>
    public bool IsMetadata { get; } =
        text.StartsWith(PropertyName.ODataPrefix, StringComparison.Ordinal) && text != PropertyName.ODataETag;

    public EntityShape.Column? Column { get; } = column;
}
