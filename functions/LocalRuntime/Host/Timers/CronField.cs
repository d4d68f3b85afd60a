using System.Globalization;
using System.Numerics;

namespace AsiFunctions.LocalRuntime.Host.Timers;

/// <summary>One field of an NCRONTAB expression: a set of numbers, at most 0 to 59.</summary>
internal readonly struct CronField
{
    private const int ShortestName = 3;

    private readonly ulong set;

    private CronField(ulong set) => this.set = set;

    public int First => BitOperations.TrailingZeroCount(set);

    public bool Has(int value) => (set & (1UL << value)) != 0;

    /// <summary>The least member that is <paramref name="value"/> or more; -1 if there is none.</summary>
    public int AtOrAfter(int value)
    {
        ulong rest = value > 63 ? 0 : set & (ulong.MaxValue << value);
        return rest == 0 ? -1 : BitOperations.TrailingZeroCount(rest);
    }

    /// <summary>Reads a list of values, ranges (a-b), stars and steps (/n). A value with a step runs to the field's end, as in NCRONTAB.</summary>
    /// <exception cref="FormatException">Says which part of which field is wrong.</exception>
    public static CronField Parse(string text, CronFieldKind kind)
    {
        ulong all = 0;
        foreach (string part in text.Split(','))
        {
            all |= ParsePart(part, kind);
        }

        return new CronField(all);
    }

    private static ulong ParsePart(string part, CronFieldKind kind)
    {
        string[] halves = part.Split('/');
        if (halves.Length > 2 || halves.Any(h => h.Length == 0))
        {
            throw Wrong(part, kind);
        }

        int step = 1;
        if (halves.Length == 2 && (!int.TryParse(halves[1], NumberStyles.None, CultureInfo.InvariantCulture, out step) || step < 1))
        {
            throw new FormatException($"the {kind.Name} field has the step '{halves[1]}'; a step is a number of 1 or more");
        }

        (int from, int to) = Range(halves[0], kind, stepped: halves.Length == 2);
        ulong bits = 0;
        for (int value = from; value <= to; value += step)
        {
            bits |= 1UL << value;
        }

        return bits;
    }

    private static (int From, int To) Range(string text, CronFieldKind kind, bool stepped)
    {
        if (text == "*")
        {
            return (kind.Least, kind.Most);
        }

        string[] ends = text.Split('-');
        if (ends.Length > 2)
        {
            throw Wrong(text, kind);
        }

        int from = Value(ends[0], kind);
        if (ends.Length == 1)
        {
            return (from, stepped ? kind.Most : from);
        }

        int to = Value(ends[1], kind);
        return from <= to ? (from, to) : throw new FormatException($"the {kind.Name} field has the range '{text}', which runs backwards");
    }

    private static int Value(string text, CronFieldKind kind)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            return number >= kind.Least && number <= kind.Most
                ? number
                : throw new FormatException($"the {kind.Name} field has {text}; it takes {kind.Least} to {kind.Most}");
        }

        int named = text.Length < ShortestName
            ? -1
            : Array.FindIndex(kind.Names, n => n.StartsWith(text, StringComparison.OrdinalIgnoreCase));
        return named >= 0 ? named + kind.Least : throw Wrong(text, kind);
    }

    private static FormatException Wrong(string text, CronFieldKind kind) =>
        new($"the {kind.Name} field has '{text}'; it takes {kind.Least} to {kind.Most}{(kind.Names.Length > 0 ? $" or names such as {kind.Names[0][..ShortestName]}" : "")}, lists, ranges and steps");
}

/// <summary>What a field counts, and between which numbers.</summary>
internal sealed record CronFieldKind(string Name, int Least, int Most, params string[] Names)
{
    public static readonly CronFieldKind Second = new("seconds", 0, 59);

    public static readonly CronFieldKind Minute = new("minutes", 0, 59);

    public static readonly CronFieldKind Hour = new("hours", 0, 23);

    public static readonly CronFieldKind Day = new("days", 1, 31);

    public static readonly CronFieldKind Month = new(
        "months", 1, 12, "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December");

    public static readonly CronFieldKind DayOfWeek = new(
        "days of week", 0, 6, "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday");
}
