using System.Runtime.CompilerServices;
using AsiFunctions.Domain.Dashboard;

namespace AsiFunctions.Dashboard.Counting;

/// <summary>
/// Puts what a rebuild has counted in the place of the counts in use, and compares the two: a page at a time, so that only the first is in memory.
/// </summary>
/// <param name="anew">What was counted.</param>
/// <param name="late">What the counts in use have yet to take.</param>
/// <param name="from">Counts of earlier days stay as they are in use; null: none do.</param>
/// <param name="today">Until which day the digest goes.</param>
internal sealed class Recount(
    IEnumerable<KeyValuePair<CellKey, int>> anew, IEnumerable<KeyValuePair<CellKey, int>> late, DateOnly? from, DateOnly today)
{
    private readonly ILookup<string, KeyValuePair<CellKey, int>> anew = anew.ToLookup(cell => CountTable.PageKey(cell.Key), StringComparer.Ordinal);
    private readonly ILookup<string, KeyValuePair<CellKey, int>> late = late.ToLookup(cell => CountTable.PageKey(cell.Key), StringComparer.Ordinal);

    /// <summary>The new counts in short.</summary>
    public Cells Digest { get; } = new();

    /// <summary>Places of the new counts.</summary>
    public int Places { get; private set; }

    /// <summary>Places at which the two differ.</summary>
    public int Differing { get; private set; }

    /// <summary>The first of them in the order of their names, <see cref="RebuildReport.MostDifferences"/> at most.</summary>
    public IReadOnlyList<CountDifference> Differences { get; private set; } = [];

    /// <summary>
    /// True where a page in use had taken entries that the others have not: somebody is counting, and nothing that was made here may be used.
    /// </summary>
    public bool IsTorn { get; private set; }

    /// <summary>The new pages. What else is told of them is complete once all have been taken.</summary>
    /// <param name="inUse">The pages in use, in any order.</param>
    /// <param name="through">The number of the last entry that they may have taken.</param>
    /// <param name="cancellation">Ends it.</param>
    public async IAsyncEnumerable<CountPage> PagesAsync(
        IAsyncEnumerable<CountPage> inUse, long through, [EnumeratorCancellation] CancellationToken cancellation)
    {
        HashSet<string> met = new(StringComparer.Ordinal);
        await foreach (CountPage page in inUse.WithCancellation(cancellation))
        {
            if (page.Through > through)
            {
                IsTorn = true;
                yield break;
            }

            met.Add(page.Key);
            if (Replace(page.Key, page.Cells) is { Count: > 0 } cells)
            {
                yield return new CountPage(page.Key, through, cells);
            }
        }

        foreach (string key in anew.Concat(late).Select(page => page.Key).Where(met.Add))
        {
            if (Replace(key, []) is { Count: > 0 } cells)
            {
                yield return new CountPage(key, through, cells);
            }
        }
    }

    private Cells Replace(string key, IReadOnlyCollection<KeyValuePair<CellKey, int>> before)
    {
        Cells counted = Sum(anew[key]);
        Compare(Sum(before, late[key]), counted);
        Cells after = from is { } day ? Sum(before.Where(cell => cell.Key.Day < day), counted.Where(cell => cell.Key.Day >= day)) : counted;
        Digest.Add(CellDigest.Of(after, from: null, until: today));
        Places += after.Count;
        return after;
    }

    private void Compare(Cells expected, Cells counted)
    {
        CountDifference[] more = [.. CountDifference.Between(expected, counted)];
        Differing += more.Length;
        if (more is not [])
        {
            Differences = [.. Differences.Concat(more).Order(CountDifference.ByName).Take(RebuildReport.MostDifferences)];
        }
    }

    private static Cells Sum(params IEnumerable<KeyValuePair<CellKey, int>>[] counts)
    {
        Cells sum = new();
        foreach (IEnumerable<KeyValuePair<CellKey, int>> some in counts)
        {
            sum.Add(some);
        }

        return sum;
    }
}
