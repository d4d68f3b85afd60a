using System.Buffers;
using System.Globalization;

namespace AsiFunctions.Domain.Dashboard.Facts;

/// <summary>
/// The values of cells as cases give them, made fit to be coordinates and keys of rows: a case is never refused because of how it is counted.
/// </summary>
internal static class Coordinate
{
    /// <summary>Stands where a case does not say.</summary>
    public const string Unknown = "unknown";

    private static readonly SearchValues<char> Unfit = SearchValues.Create("|/\\#?\t\n\r");

    /// <summary>The text, with a dash for each sign that separates values or cannot be part of a key; <see cref="Unknown"/> for nothing.</summary>
    public static string Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return Unknown;
        }

        return text.AsSpan().ContainsAny(Unfit) ? string.Concat(text.Select(c => Unfit.Contains(c) ? '-' : c)) : text;
    }

    /// <summary>A number of days or rounds, never below 0.</summary>
    public static string Of(int number) => Math.Max(number, 0).ToString(CultureInfo.InvariantCulture);
}
