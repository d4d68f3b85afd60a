using System.Globalization;

namespace AsiFunctions.Domain.Dashboard.Aggregates;

/// <summary>A count of a cube, with the values of its dimensions.</summary>
/// <param name="Day">The day.</param>
/// <param name="Values">In the order of the cube's dimensions.</param>
/// <param name="Count">How many; negative where something ceased.</param>
internal readonly record struct Counted(DateOnly Day, string[] Values, int Count)
{
    /// <summary>A dimension that is a number.</summary>
    public int Number(int dimension) => int.Parse(Values[dimension], NumberStyles.None, CultureInfo.InvariantCulture);
}

/// <summary>How aggregates read cubes.</summary>
internal static class Reading
{
    /// <summary>The word for "whatever its value" in a dimension.</summary>
    public const string All = "all";

    /// <summary>The counts of a cube until the day that is asked for.</summary>
    public static List<Counted> Until(this Cells cells, string cube, DashboardQuery query) => Read(cells, cube, day => day <= query.AsOf);

    /// <summary>The counts of a cube from the first day that is asked for, until the last.</summary>
    public static List<Counted> Between(this Cells cells, string cube, DashboardQuery query, DateOnly? from = null)
    {
        DateOnly first = query.From ?? from ?? DateOnly.MinValue;
        return Read(cells, cube, day => day >= first && day <= query.AsOf);
    }

    /// <summary>All counts of a cube, those of days to come among them.</summary>
    public static List<Counted> Whole(this Cells cells, string cube) => Read(cells, cube, _ => true);

    /// <summary>What holds on the day that is asked for: the sums of the counts until then, of each place one, without the sums that are 0.</summary>
    public static List<Counted> Held(this Cells cells, string cube, DashboardQuery query) => Sums(cells, cube, DateOnly.MinValue, query.AsOf);

    /// <summary>As <see cref="Between"/>, of each place one sum, without the sums that are 0.</summary>
    public static List<Counted> During(this Cells cells, string cube, DashboardQuery query, DateOnly? from = null) =>
        Sums(cells, cube, query.From ?? from ?? DateOnly.MinValue, query.AsOf);

    /// <summary>Those whose value is the one that is asked for; all of them where none is, or <see cref="All"/>.</summary>
    public static List<Counted> Where(this List<Counted> counts, DashboardQuery query, string filter, int dimension) =>
        query.Filter(filter) is { } value ? [.. counts.Where(at => at.Values[dimension] == value)] : counts;

    /// <summary>The value that is asked for; null where none is, or <see cref="All"/>.</summary>
    public static string? Filter(this DashboardQuery query, string name) =>
        query.Filters.GetValueOrDefault(name) is { } value && value != All ? value : null;

    /// <summary>The sum of counts.</summary>
    public static int Total(this IEnumerable<Counted> counts) => counts.Sum(at => at.Count);

    /// <summary>The sums of counts by what they have in common, without the sums that are 0.</summary>
    public static Dictionary<TKey, int> SumBy<TKey>(this IEnumerable<Counted> counts, Func<Counted, TKey> key)
        where TKey : notnull
    {
        Dictionary<TKey, int> sums = [];
        foreach (Counted at in counts)
        {
            TKey place = key(at);
            sums[place] = sums.GetValueOrDefault(place) + at.Count;
        }

        return sums.Where(sum => sum.Value != 0).ToDictionary();
    }

    /// <summary>Counts as a histogram of one of their dimensions.</summary>
    public static List<(int Value, int Count)> Histogram(this IEnumerable<Counted> counts, int dimension) =>
        [.. counts.SumBy(at => at.Number(dimension)).Select(sum => (sum.Key, sum.Value))];

    private static List<Counted> Sums(Cells cells, string cube, DateOnly from, DateOnly to)
    {
        Dictionary<string, int> sums = new(StringComparer.Ordinal);
        foreach ((CellKey key, int count) in cells)
        {
            if (key.Cube == cube && key.Day >= from && key.Day <= to)
            {
                sums[key.Coordinates] = sums.GetValueOrDefault(key.Coordinates) + count;
            }
        }

        return [.. sums.Where(sum => sum.Value != 0).Select(sum => new Counted(to, sum.Key.Split('|'), sum.Value))];
    }

    private static List<Counted> Read(Cells cells, string cube, Func<DateOnly, bool> counts)
    {
        List<Counted> read = [];
        foreach ((CellKey key, int count) in cells)
        {
            if (key.Cube == cube && counts(key.Day))
            {
                read.Add(new Counted(key.Day, key.Coordinates.Split('|'), count));
            }
        }

        return read;
    }
}
