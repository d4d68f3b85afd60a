using System.Globalization;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace AsiFunctions.Domain.Time;

/// <summary>A length of calendar time: whole months or whole days, never both. Added to dates with month-end clamping.</summary>
/// <remarks>Written as ISO 8601: <c>P14D</c>, <c>P6M</c>, <c>P2Y</c>, <c>P2W</c>. Source: design rule 7, "Time is dates".</remarks>
[JsonConverter(typeof(PeriodJsonConverter))]
public readonly partial record struct Period
{
    private Period(int months, int days)
    {
        Months = months;
        Days = days;
    }

    /// <summary>Whole calendar months, 0 or more; 0 where the period counts days.</summary>
    public int Months { get; }

    /// <summary>Whole days, 0 or more; 0 where the period counts months.</summary>
    public int Days { get; }

    /// <summary>A period of <paramref name="days"/> days.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static Period OfDays(int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        return new Period(0, days);
    }

    /// <summary>A period of <paramref name="months"/> calendar months.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static Period OfMonths(int months)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(months);
        return new Period(months, 0);
    }

    /// <summary>The date this long after <paramref name="date"/>; a day that the target month lacks becomes its last day.</summary>
    public DateOnly After(DateOnly date) => date.AddMonths(Months).AddDays(Days);

    /// <summary>The date this long before <paramref name="date"/>; a day that the target month lacks becomes its last day.</summary>
    public DateOnly Before(DateOnly date) => date.AddMonths(-Months).AddDays(-Days);

    /// <summary>Reads <c>P&lt;n&gt;Y</c>, <c>P&lt;n&gt;M</c>, <c>P&lt;n&gt;W</c> or <c>P&lt;n&gt;D</c>.</summary>
    /// <exception cref="FormatException">The text is not of that form.</exception>
    public static Period Parse(string text) => TryParse(text, out Period period)
        ? period
        : throw new FormatException($"'{text}' is not a period: write P14D, P2W, P6M or P2Y.");

    /// <summary>As <see cref="Parse"/>, without an exception.</summary>
    public static bool TryParse(string? text, out Period period)
    {
        period = default;
        Match match = Pattern().Match(text ?? "");
        if (!match.Success)
        {
            return false;
        }

        int count = int.Parse(match.Groups["count"].ValueSpan, CultureInfo.InvariantCulture);
        period = match.Groups["unit"].Value switch
        {
            "Y" => OfMonths(count * 12),
            "M" => OfMonths(count),
            "W" => OfDays(count * 7),
            _ => OfDays(count),
        };
        return true;
    }

    /// <summary>The ISO 8601 form, <c>P6M</c> or <c>P14D</c>.</summary>
    public override string ToString() =>
        Months > 0 ? string.Create(CultureInfo.InvariantCulture, $"P{Months}M") : string.Create(CultureInfo.InvariantCulture, $"P{Days}D");

    [GeneratedRegex(
        @"^P(?<count>\d{1,5})(?<unit>[YMWD])$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Pattern();
}
