using System.Collections;
using System.Text.Json.Serialization;

namespace AsiFunctions.Domain.Dashboard;

/// <summary>
/// Counts at places. What a case counts for is a set of such counts, and so is the change that a decision makes, and the sum over all cases.
/// </summary>
/// <remarks>
/// Sums do not depend on the order of what is added. A membership counts +1 at the day of joining
/// and -1 at the day of its end, so that the members of any day are the sum of the days until then. Places whose count is 0 are not kept.
/// </remarks>
[JsonConverter(typeof(CellsJsonConverter))]
public sealed class Cells : IReadOnlyCollection<KeyValuePair<CellKey, int>>
{
    private readonly Dictionary<CellKey, int> counts = [];

    /// <summary>Places with a count other than 0.</summary>
    public int Count => counts.Count;

    /// <summary>The count at a place; 0 where nothing was counted.</summary>
    public int this[CellKey key] => counts.GetValueOrDefault(key);

    /// <summary>All of some counts together.</summary>
    public static Cells Sum(params IEnumerable<IEnumerable<KeyValuePair<CellKey, int>>> counts)
    {
        Cells sum = new();
        foreach (IEnumerable<KeyValuePair<CellKey, int>> some in counts)
        {
            sum.Add(some);
        }

        return sum;
    }

    /// <summary>What has to be added to <paramref name="before"/> to make <paramref name="after"/> of it.</summary>
    public static Cells Difference(Cells before, Cells after)
    {
        Cells difference = new();
        difference.Add(after);
        difference.Add(before, sign: -1);
        return difference;
    }

    /// <summary>Counts at one place.</summary>
    public void Add(CellKey key, int count = 1)
    {
        int sum = counts.GetValueOrDefault(key) + count;
        if (sum == 0)
        {
            counts.Remove(key);
        }
        else
        {
            counts[key] = sum;
        }
    }

    /// <summary>Adds all counts of others.</summary>
    /// <param name="others">Places and counts.</param>
    /// <param name="sign">1 to add, -1 to take away.</param>
    public void Add(IEnumerable<KeyValuePair<CellKey, int>> others, int sign = 1)
    {
        foreach ((CellKey key, int count) in others)
        {
            Add(key, sign * count);
        }
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<CellKey, int>> GetEnumerator() => counts.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
