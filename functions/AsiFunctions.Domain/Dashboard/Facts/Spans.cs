namespace AsiFunctions.Domain.Dashboard.Facts;

/// <summary>Counts what holds from day to day.</summary>
internal static class Spans
{
    /// <summary>+1 on the first day of each state, -1 on the first day of the next.</summary>
    /// <param name="cells">Counts.</param>
    /// <param name="cube">The cube.</param>
    /// <param name="states">The states by their first days, earliest first; null where it is not
    /// counted. Of several states of one day the last one holds.</param>
    public static void Count(Cells cells, string cube, IEnumerable<(DateOnly From, string? Coordinates)> states)
    {
        string? held = null;
        foreach ((DateOnly from, string? coordinates) in states)
        {
            if (coordinates == held)
            {
                continue;
            }

            if (held is not null)
            {
                cells.Add(new CellKey(cube, from, held), -1);
            }

            if (coordinates is not null)
            {
                cells.Add(new CellKey(cube, from, coordinates));
            }

            held = coordinates;
        }
    }

    /// <summary>Coordinates of values that are fit to be some.</summary>
    public static string At(params ReadOnlySpan<string> values) => string.Join('|', values);
}
