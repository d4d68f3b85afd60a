using System.Text.Json.Serialization;

namespace AsiFunctions.Domain.Membership;

/// <summary>Size band of a member. Derived from turnover or staff, never typed by anyone.</summary>
/// <remarks>
/// Source: M&amp;E Insights, March 2021, table under figure 2. The table's edges overlap; here a lower bound belongs to its band,
/// except in the top bands, which the source words as "more than": exactly US$10 bn is Large, exactly 1000 FTE is Medium. The source
/// lost the headings of two rows; Large and Small are inferred.
/// </remarks>
[JsonConverter(typeof(JsonStringEnumConverter<SizeBand>))]
public enum SizeBand
{
    /// <summary>Below US$10 m, or below 10 FTE.</summary>
    [JsonStringEnumMemberName("micro")]
    Micro,

    /// <summary>From US$10 m, or from 10 FTE.</summary>
    [JsonStringEnumMemberName("small")]
    Small,

    /// <summary>From US$100 m, or from 100 to 1000 FTE.</summary>
    [JsonStringEnumMemberName("medium")]
    Medium,

    /// <summary>From US$1 bn to US$10 bn, or above 1000 FTE.</summary>
    [JsonStringEnumMemberName("large")]
    Large,

    /// <summary>Above US$10 bn. There is no such band of staff.</summary>
    [JsonStringEnumMemberName("very-large")]
    VeryLarge,
}

/// <summary>How a size band follows from a figure.</summary>
public static class SizeBands
{
    /// <summary>For the classes PT, IU, DS and GS.</summary>
    /// <param name="turnover">Annual turnover in US$, 0 or more.</param>
    public static SizeBand FromTurnover(decimal turnover) => turnover switch
    {
        < 0 => throw new ArgumentOutOfRangeException(nameof(turnover), turnover, "Turnover cannot be negative."),
        < 10_000_000 => SizeBand.Micro,
        < 100_000_000 => SizeBand.Small,
        < 1_000_000_000 => SizeBand.Medium,
        <= 10_000_000_000 => SizeBand.Large,
        _ => SizeBand.VeryLarge,
    };

    /// <summary>For the classes CS and AS.</summary>
    /// <param name="staff">Staff in full-time equivalents, 0 or more; half posts count as halves.</param>
    public static SizeBand FromStaff(decimal staff) => staff switch
    {
        < 0 => throw new ArgumentOutOfRangeException(nameof(staff), staff, "The number of staff cannot be negative."),
        < 10 => SizeBand.Micro,
        < 100 => SizeBand.Small,
        <= 1000 => SizeBand.Medium,
        _ => SizeBand.Large,
    };
}
