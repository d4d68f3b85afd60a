using System.Runtime.CompilerServices;
using AsiFunctions.Domain.Dashboard;

namespace AsiFunctions.Dashboard.Counting;

/// <summary>
/// Puts what a rebuild has counted in the place of the counts in use, and compares the two: a page at a time, so that neither is in memory.
/// </summary>
/// <param name="anew">What was counted, in the order of the pages' keys.</param>
/// <param name="late">What the counts in use have yet to take.</param>
/// <param name="from">Counts of earlier days stay as they are in use; null: none do.</param>
/// <param name="today">Until which day the digest goes.</param>
internal sealed class Recount(
    IEnumerable<PageCounts> anew, IEnumerable<KeyValuePair<CellKey, int>> late, DateOnly? from, DateOnly today)
{
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
    /// <param name="inUse">The pages in use, in the order of their keys, as a storage gives them.</param>
    /// <param name="through">The number of the last entry that they may have taken.</param>
    /// <param name="cancellation">Ends it.</param>
    public async IAsyncEnumerable<CountPage> PagesAsync(
        IAsyncEnumerable<CountPage> inUse, long through, [EnumeratorCancellation] CancellationToken cancellation)
    {
        HashSet<string> ahead = [.. late.Select(page => page.Key)];
        await foreach ((string key, Cells before, Cells counted) in PairsAsync(inUse, through, cancellation))
        {
            ahead.Remove(key);
            Compare(Cells.Sum(before, late[key]), counted);
            if (Take(before, counted) is { Count: > 0 } cells)
            {
                yield return new CountPage(key, through, cells);
            }
        }

        foreach (string key in ahead)
        {
            Compare(Cells.Sum(late[key]), new Cells());
        }
    }

    /// <summary>Each page of either side beside that of the other, which may have none.</summary>
    private async IAsyncEnumerable<(string Key, Cells Before, Cells Counted)> PairsAsync(
        IAsyncEnumerable<CountPage> inUse, long through, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using IEnumerator<PageCounts> counted = anew.GetEnumerator();
        bool more = counted.MoveNext();
        string last = "";
        await foreach (CountPage page in inUse.WithCancellation(cancellation))
        {
            if (page.Through > through)
            {
                IsTorn = true;
                yield break;
            }

            // Out of order a page would be written twice, the second time without what was counted.
            last = string.CompareOrdinal(last, page.Key) < 0
                ? page.Key
                : throw new InvalidOperationException($"The counts in use came out of order: {page.Key} after {last}.");
            for (; more && string.CompareOrdinal(counted.Current.Key, page.Key) < 0; more = counted.MoveNext())
            {
                yield return (counted.Current.Key, new Cells(), counted.Current.Cells);
            }

            bool isInBoth = more && counted.Current.Key == page.Key;
            yield return (page.Key, page.Cells, isInBoth ? counted.Current.Cells : new Cells());
            more = isInBoth ? counted.MoveNext() : more;
        }

        for (; more; more = counted.MoveNext())
        {
            yield return (counted.Current.Key, new Cells(), counted.Current.Cells);
        }
    }

    private Cells Take(Cells before, Cells counted)
    {
        Cells after = from is { } day
            ? Cells.Sum(before.Where(cell => cell.Key.Day < day), counted.Where(cell => cell.Key.Day >= day))
            : counted;
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
}
