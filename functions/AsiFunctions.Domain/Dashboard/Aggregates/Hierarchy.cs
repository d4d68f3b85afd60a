using static AsiFunctions.Domain.Dashboard.Aggregates.Reading;

namespace AsiFunctions.Domain.Dashboard.Aggregates;

/// <summary>Orders what criteria are counted in: the whole standard first, then each principle, then its criteria by their numbers.</summary>
internal static class Hierarchy
{
    /// <summary>The count of a criterion, and the same for its principle, and for all principles.</summary>
    public static IEnumerable<Counted> WithSums(Counted at, int principle, int criterion)
    {
        yield return at;
        yield return at with { Values = Replaced(at.Values, (criterion, All)) };
        yield return at with { Values = Replaced(at.Values, (criterion, All), (principle, All)) };
    }

    /// <summary>The values with others in these places.</summary>
    public static string[] Replaced(string[] values, params ReadOnlySpan<(int Place, string Value)> others)
    {
        string[] replaced = [.. values];
        foreach ((int place, string value) in others)
        {
            replaced[place] = value;
        }

        return replaced;
    }

    /// <summary>By what a key is ordered: all first, then by numbers, so that 1.10 comes after 1.9.</summary>
    public static string Order(string key) =>
        key == All ? "" : string.Join('.', key.Split('.').Select(part => part.All(char.IsAsciiDigit) ? part.PadLeft(6, '0') : part));
}
