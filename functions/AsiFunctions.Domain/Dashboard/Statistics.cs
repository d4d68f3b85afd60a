namespace AsiFunctions.Domain.Dashboard;

/// <summary>Percentages and middle values, from counts. All published figures are computed here.</summary>
public static class Statistics
{
    // Makes a decimal of it even where that is 0, so that 44.0 reads as such in JSON and CSV.
    private const decimal OneDecimal = 0.0m;

    /// <summary>A part of a whole in percent, half up to one decimal.</summary>
    /// <param name="part">How many.</param>
    /// <param name="whole">Of how many.</param>
    /// <returns>Null where the whole is 0.</returns>
    public static decimal? Percent(int part, int whole) =>
        whole == 0 ? null : Math.Round(100m * part / whole, 1, MidpointRounding.AwayFromZero) + OneDecimal;

    /// <summary>The mean of a histogram, half up to one decimal.</summary>
    /// <param name="counts">How often each value was counted; counts below 1 are left out.</param>
    /// <returns>Null where nothing was counted.</returns>
    public static decimal? Mean(IReadOnlyCollection<(int Value, int Count)> counts)
    {
        (int Value, int Count)[] kept = [.. counts.Where(at => at.Count > 0)];
        long all = kept.Sum(at => (long)at.Count);
        return all == 0 ? null : Math.Round(kept.Sum(at => (decimal)at.Value * at.Count) / all, 1, MidpointRounding.AwayFromZero) + OneDecimal;
    }

    /// <summary>The median of a histogram: the value in the middle, or the mean of the two in the middle.</summary>
    /// <param name="counts">How often each value was counted; counts below 1 are left out.</param>
    /// <returns>Null where nothing was counted.</returns>
    public static decimal? Median(IReadOnlyCollection<(int Value, int Count)> counts)
    {
        long all = Total(counts);
        return all switch
        {
            0 => null,
            long n when n % 2 == 1 => At(counts, (n / 2) + 1),
            long n => (At(counts, n / 2) + At(counts, (n / 2) + 1)) / 2m,
        };
    }

    /// <summary>The 90th percentile of a histogram by nearest rank: the smallest value that nine tenths do not exceed.</summary>
    /// <param name="counts">How often each value was counted; counts below 1 are left out.</param>
    /// <returns>Null where nothing was counted.</returns>
    public static int? Ninetieth(IReadOnlyCollection<(int Value, int Count)> counts)
    {
        long all = Total(counts);
        return all == 0 ? null : At(counts, (long)Math.Ceiling(all * 0.9m));
    }

    private static long Total(IReadOnlyCollection<(int Value, int Count)> counts) => counts.Where(at => at.Count > 0).Sum(at => (long)at.Count);

    private static int At(IReadOnlyCollection<(int Value, int Count)> counts, long rank)
    {
        long passed = 0;
        foreach ((int value, int count) in counts.Where(at => at.Count > 0).OrderBy(at => at.Value))
        {
            passed += count;
            if (passed >= rank)
            {
                return value;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(rank), rank, "There are fewer values.");
    }
}
