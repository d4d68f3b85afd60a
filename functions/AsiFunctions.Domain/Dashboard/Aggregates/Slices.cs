using System.Globalization;

namespace AsiFunctions.Domain.Dashboard.Aggregates;

/// <summary>A calendar year, quarter or month.</summary>
/// <param name="Label"><c>2021</c>, <c>2021-Q1</c>, <c>2021-03</c>; they sort as texts.</param>
/// <param name="First">Its first day.</param>
/// <param name="Last">Its last day.</param>
internal readonly record struct Slice(string Label, DateOnly First, DateOnly Last);

/// <summary>How time is divided.</summary>
internal static class Slices
{
    /// <summary>Years first, which hold where nothing is asked for.</summary>
    public static IReadOnlyList<TimeGrain> Grains { get; } = [TimeGrain.Year, TimeGrain.Quarter, TimeGrain.Month];

    /// <summary>The part of time in which a day lies.</summary>
    public static Slice Of(DateOnly day, TimeGrain grain)
    {
        int months = grain switch { TimeGrain.Month => 1, TimeGrain.Quarter => 3, _ => 12 };
        DateOnly first = new(day.Year, (((day.Month - 1) / months) * months) + 1, 1);
        string label = grain switch
        {
            TimeGrain.Month => first.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            TimeGrain.Quarter => string.Create(CultureInfo.InvariantCulture, $"{first:yyyy}-Q{(first.Month + 2) / 3}"),
            _ => first.ToString("yyyy", CultureInfo.InvariantCulture),
        };
        return new Slice(label, first, first.AddMonths(months).AddDays(-1));
    }

    /// <summary>The label of the part in which a day lies, as the query divides time.</summary>
    public static string SliceOf(this DashboardQuery query, DateOnly day) => Of(day, query.Grain ?? TimeGrain.Year).Label;

    /// <summary>The parts from the one of a day to the one of another, both included.</summary>
    public static IEnumerable<Slice> Between(DateOnly from, DateOnly to, TimeGrain grain)
    {
        for (Slice slice = Of(from, grain); slice.First <= to; slice = Of(slice.Last.AddDays(1), grain))
        {
            yield return slice;
        }
    }
}
