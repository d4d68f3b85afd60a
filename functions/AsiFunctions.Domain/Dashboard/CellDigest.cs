namespace AsiFunctions.Domain.Dashboard;

/// <summary>Counts in short, for the figures of a day: days that lie ahead are left out, and past ones are drawn together into their years.</summary>
/// <remarks>
/// A figure that nobody asks for a grain or another day is a sum over years. So its digest says the
/// same as all counts, and grows with the years and values there are, not with the number of members. What is asked about joining begins within a
/// year (November 2019, seed 000 section 5): there months stay.
/// </remarks>
public static class CellDigest
{
    /// <summary>Counts in short.</summary>
    /// <param name="cells">Counts.</param>
    /// <param name="from">Only days after this one are taken; null: from the beginning.</param>
    /// <param name="until">The last day that is taken.</param>
    public static Cells Of(IEnumerable<KeyValuePair<CellKey, int>> cells, DateOnly? from, DateOnly until)
    {
        Cells digest = new();
        foreach ((CellKey key, int count) in cells)
        {
            if (key.Day <= until && (from is null || key.Day > from))
            {
                digest.Add(key with { Day = FirstOf(key) }, count);
            }
        }

        return digest;
    }

    private static DateOnly FirstOf(CellKey key) => new(key.Day.Year, key.Cube == Cubes.Joins ? key.Day.Month : 1, 1);
}
