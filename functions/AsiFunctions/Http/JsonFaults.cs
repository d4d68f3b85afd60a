using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using AsiFunctions.Domain.Forms;

namespace AsiFunctions.Http;

/// <summary>What is wrong with JSON before its meaning is asked for, said so that a person finds the place.</summary>
public static class JsonFaults
{
    private const int MaxDepth = 32;

    // Line breaks and tabs are text; the other control characters are not, nor are the C1 controls and the text-direction overrides.
    private static readonly SearchValues<char> Controls = SearchValues.Create(
        [.. Enumerable.Range(0, 0xA0).Select(c => (char)c).Where(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')), .. "\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069\uFEFF"]);

    /// <summary>The first syntax error, doubled member or control character; null where there is none.</summary>
    public static Fault? Find(ReadOnlySpan<byte> json)
    {
        try
        {
            Utf8JsonReader reader = new(json, new JsonReaderOptions { MaxDepth = MaxDepth });
            Stack<Place> path = new();
            while (reader.Read())
            {
                if (Look(ref reader, path) is { } fault)
                {
                    return fault;
                }
            }

            return null;
        }
        catch (JsonException e)
        {
            return From(e);
        }
        catch (InvalidOperationException)
        {
            // The reader's word for a string that is no valid UTF-8 or holds half a surrogate pair.
            return new Fault("", "syntax", "A text in the body is not valid Unicode.");
        }
    }

    /// <summary>Says what a reader found wrong.</summary>
    public static Fault From(JsonException exception)
    {
        string place = exception is { LineNumber: { } line, BytePositionInLine: { } column }
            ? string.Create(CultureInfo.InvariantCulture, $" near line {line + 1}, byte {column + 1}")
            : "";
        string pointer = Pointer(exception.Path);
        return exception.Path is null or "$"
            ? new Fault(pointer, "syntax", $"The body is not the JSON that is expected{place}.")
            : new Fault(pointer, "unexpected", $"The value at {pointer} is unknown here or of the wrong type{place}.");
    }

    private static Fault? Look(ref Utf8JsonReader reader, Stack<Place> path)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                Count(path);
                path.Push(new Place(reader.TokenType is JsonTokenType.StartArray));
                return null;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                path.Pop();
                return null;
            case JsonTokenType.PropertyName:
                string name = reader.GetString()!;
                Place place = path.Peek();
                place.Member = name;
                return !place.Members.Add(name) ? new Fault(Pointer(path), "doubled", $"'{Shown(name)}' is given twice.")
                    : name.AsSpan().ContainsAny(Controls) ? new Fault("", "control-character", "A name holds a control character.")
                    : null;
            case JsonTokenType.String:
                Count(path);
                return reader.GetString()!.AsSpan().ContainsAny(Controls)
                    ? new Fault(Pointer(path), "control-character", "The text holds a control character; please type it again.")
                    : null;
            default:
                Count(path);
                return null;
        }
    }

    private static void Count(Stack<Place> path)
    {
        if (path.TryPeek(out Place? place) && place.IsArray)
        {
            place.Index++;
        }
    }

    private static string Pointer(Stack<Place> path)
    {
        StringBuilder pointer = new();
        foreach (Place place in path.Reverse())
        {
            pointer.Append('/').Append(place.IsArray ? place.Index.ToString(CultureInfo.InvariantCulture) : Escape(place.Member));
        }

        return pointer.ToString();
    }

    // System.Text.Json names places as $.organisation.countries[0], and unusual names as $['a.b'].
    private static string Pointer(string? path) => (path ?? "$")
        .TrimStart('$')
        .Replace("['", ".", StringComparison.Ordinal)
        .Replace("']", "", StringComparison.Ordinal)
        .Replace("[", ".", StringComparison.Ordinal)
        .Replace("]", "", StringComparison.Ordinal)
        .Replace('.', '/');

    private static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private static string Shown(string name) => name.Length <= 50 ? name : string.Concat(name.AsSpan(0, 50), "…");

    private sealed class Place(bool isArray)
    {
        public bool IsArray { get; } = isArray;

        public int Index { get; set; } = -1;

        public string Member { get; set; } = "";

        public HashSet<string> Members { get; } = new(StringComparer.Ordinal);
    }
}
