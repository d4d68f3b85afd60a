using System.Globalization;
using System.Text.Json;
using AsiFunctions.Domain.Forms;

namespace AsiFunctions.Domain.Certification.Standards;

/// <summary>An object of a catalogue that is read member by member; what nobody asked for, or what is there twice, is a fault.</summary>
/// <param name="element">The object.</param>
/// <param name="pointer">Its JSON pointer.</param>
/// <param name="faults">Takes what is wrong.</param>
internal sealed class CatalogueNode(JsonElement element, string pointer, List<Fault> faults)
{
    private const int MaxText = 300;

    private readonly HashSet<string> known = new(StringComparer.Ordinal);

    public string Pointer => pointer;

    /// <summary>A text of at most 300 characters; empty where it is missing.</summary>
    public string Text(string name)
    {
        if (Take(name, JsonValueKind.String, "a text in quotes") is not { } value)
        {
            return Has(name) ? "" : Missing(name, "");
        }

        string text = value.GetString()!.Trim();
        if (text.Length == 0)
        {
            Find(name, FaultCodes.Required, $"Write a text for \"{name}\"; it is empty.");
        }
        else if (text.Length > MaxText)
        {
            Find(name, FaultCodes.TooLong, $"Shorten \"{name}\" to {MaxText} characters.");
        }

        return text;
    }

    /// <summary>True or false, which has to be said.</summary>
    public bool Flag(string name) => Has(name) ? OptionalFlag(name) : Missing(name, false);

    /// <summary>True or false; false where it is left out.</summary>
    public bool OptionalFlag(string name)
    {
        known.Add(name);
        return element.TryGetProperty(name, out JsonElement value) && value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => Find(name, FaultCodes.WrongType, $"Write true or false for \"{name}\".", false),
        };
    }

    /// <summary>A date; null where it is missing, or null.</summary>
    public DateOnly? OptionalDate(string name)
    {
        if (element.TryGetProperty(name, out JsonElement none) && none.ValueKind is JsonValueKind.Null)
        {
            known.Add(name);
            return null;
        }

        return Take(name, JsonValueKind.String, "a date such as \"2022-05-01\"") is not { } value ? null
            : DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date) ? date
            : Find(name, FaultCodes.Malformed, $"Write a date such as \"2022-05-01\" for \"{name}\".", (DateOnly?)null);
    }

    public DateOnly? Date(string name) => OptionalDate(name) ?? (Has(name) ? null : Missing(name, (DateOnly?)null));

    /// <summary>The objects of a list that has to be there, with 1 to <paramref name="atMost"/> of them.</summary>
    public IReadOnlyList<CatalogueNode> Items(string name, int atMost)
    {
        if (!Has(name))
        {
            return Missing<IReadOnlyList<CatalogueNode>>(name, []);
        }

        IReadOnlyList<CatalogueNode> items = OptionalItems(name, atMost);
        return items.Count > 0 || element.GetProperty(name).ValueKind is not JsonValueKind.Array || element.GetProperty(name).GetArrayLength() > 0
            ? items
            : Find(name, FaultCodes.TooShort, $"\"{name}\" is empty; it needs at least one entry.", items);
    }

    /// <summary>The objects of a list; empty where there is none.</summary>
    public IReadOnlyList<CatalogueNode> OptionalItems(string name, int atMost)
    {
        if (Take(name, JsonValueKind.Array, "a list") is not { } list)
        {
            return [];
        }

        if (list.GetArrayLength() > atMost)
        {
            return Find<IReadOnlyList<CatalogueNode>>(name, FaultCodes.TooLong, $"\"{name}\" has more than {atMost} entries.", []);
        }

        List<CatalogueNode> items = [];
        foreach ((int index, JsonElement item) in list.EnumerateArray().Index())
        {
            string place = string.Create(CultureInfo.InvariantCulture, $"{pointer}/{name}/{index}");
            if (item.ValueKind is JsonValueKind.Object)
            {
                items.Add(new CatalogueNode(item, place, faults));
            }
            else
            {
                faults.Add(new Fault(place, FaultCodes.WrongType, $"Each entry of \"{name}\" is an object in braces."));
            }
        }

        return items;
    }

    /// <summary>Codes out of a closed set; null where the list is not there.</summary>
    /// <param name="name">The member.</param>
    /// <param name="offered">The codes and what they mean.</param>
    /// <param name="otherwise">What to write instead of a code that is not offered.</param>
    public IReadOnlyList<T>? Codes<T>(string name, IReadOnlyDictionary<string, T> offered, string otherwise)
    {
        if (Take(name, JsonValueKind.Array, "a list of codes") is not { } list)
        {
            return null;
        }

        List<T> codes = [];
        foreach ((int index, JsonElement item) in list.EnumerateArray().Index())
        {
            string place = string.Create(CultureInfo.InvariantCulture, $"{pointer}/{name}/{index}");
            if (item.ValueKind is not JsonValueKind.String || !offered.TryGetValue(item.GetString()!, out T? code))
            {
                faults.Add(new Fault(place, FaultCodes.NotOffered, otherwise));
            }
            else if (codes.Contains(code))
            {
                faults.Add(new Fault(place, FaultCodes.Doubled, $"The code is in \"{name}\" already; leave it out here."));
            }
            else
            {
                codes.Add(code);
            }
        }

        return list.GetArrayLength() > 0
            ? codes
            : Find(name, FaultCodes.TooShort, $"\"{name}\" is empty; leave it out where nothing is restricted.", codes);
    }

    /// <summary>Finds members that nobody asked for, and members that are there twice.</summary>
    public void RefuseRest()
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (JsonProperty member in element.EnumerateObject())
        {
            if (!known.Contains(member.Name))
            {
                Find(member.Name, FaultCodes.Unknown, $"There is no member of this name here; it has {string.Join(", ", known)}.");
            }
            else if (!seen.Add(member.Name))
            {
                Find(member.Name, FaultCodes.Doubled, $"\"{member.Name}\" is given twice; keep one of the two.");
            }
        }
    }

    public void Find(string name, string code, string message) => faults.Add(new Fault($"{pointer}/{Escape(name)}", code, message));

    private static string Escape(string name)
    {
        string shown = name.Length <= 50 ? name : name[..50];
        return shown.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
    }

    private bool Has(string name) => element.TryGetProperty(name, out _);

    private T Missing<T>(string name, T nothing)
    {
        known.Add(name);
        return Find(name, FaultCodes.Required, $"\"{name}\" is missing; add it.", nothing);
    }

    private T Find<T>(string name, string code, string message, T nothing)
    {
        Find(name, code, message);
        return nothing;
    }

    private JsonElement? Take(string name, JsonValueKind kind, string what)
    {
        known.Add(name);
        return !element.TryGetProperty(name, out JsonElement value) ? null
            : value.ValueKind == kind ? value
            : Find(name, FaultCodes.WrongType, $"\"{name}\" must be {what}.", (JsonElement?)null);
    }
}
