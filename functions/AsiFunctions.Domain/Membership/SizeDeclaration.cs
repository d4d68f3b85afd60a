using System.Text.Json.Serialization;

namespace AsiFunctions.Domain.Membership;

/// <summary>The figure from which a size band is derived, with its basis and year.</summary>
/// <param name="Basis">What the figure counts.</param>
/// <param name="Figure">US$ a year, or full-time equivalents; 0 or more.</param>
/// <param name="Year">The calendar year in which the financial year of the turnover ended; null for
/// staff, which is counted at the day of declaration.</param>
public sealed record SizeDeclaration(SizeBasis Basis, decimal Figure, int? Year)
{
    /// <summary>The derived band.</summary>
    [JsonIgnore]
    public SizeBand Band => Basis == SizeBasis.Turnover ? SizeBands.FromTurnover(Figure) : SizeBands.FromStaff(Figure);

    /// <summary>A declaration of turnover.</summary>
    /// <param name="usDollars">Annual turnover in US$, 0 or more.</param>
    /// <param name="year">The calendar year in which that financial year ended.</param>
    public static SizeDeclaration OfTurnover(decimal usDollars, int year) => new(SizeBasis.Turnover, usDollars, year);

    /// <summary>A declaration of staff.</summary>
    /// <param name="fullTimeEquivalents">Staff, 0 or more.</param>
    public static SizeDeclaration OfStaff(decimal fullTimeEquivalents) => new(SizeBasis.Staff, fullTimeEquivalents, Year: null);
}
