namespace AsiFunctions.Domain.Dashboard;

/// <summary>Where something is counted: in which cube, on which day, and with which values of the cube's dimensions.</summary>
/// <param name="Cube">The cube's name, as in <see cref="Cubes"/>.</param>
/// <param name="Day">The day from which it counts, UTC; it may lie in the future, as the end of a validity does.</param>
/// <param name="Coordinates">The values, in the order of the cube's dimensions, joined by <c>|</c>. No personal data.</param>
public readonly record struct CellKey(string Cube, DateOnly Day, string Coordinates)
{
    private const char Separator = '|';

    /// <summary>A place by its values.</summary>
    /// <param name="cube">The cube's name.</param>
    /// <param name="day">The day.</param>
    /// <param name="values">One for each dimension.</param>
    /// <exception cref="ArgumentException">A value holds the separator.</exception>
    public static CellKey Of(string cube, DateOnly day, params ReadOnlySpan<string> values)
    {
        foreach (string value in values)
        {
            if (value.Contains(Separator, StringComparison.Ordinal))
            {
                throw new ArgumentException($"'{value}' of the cube {cube} holds the sign that separates values.", nameof(values));
            }
        }

        return new CellKey(cube, day, string.Join(Separator, values));
    }

    /// <summary>The value of a dimension, by its place from 0.</summary>
    public string this[int dimension] => Coordinates.Split(Separator)[dimension];
}
