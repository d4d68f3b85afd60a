using System.Text.Json.Serialization;

namespace AsiFunctions.Domain.Time;

/// <summary>A calendar date until whose end, in UTC, something is in time, and the rule that set it.</summary>
/// <param name="On">The last day; what happens on it is in time (design rule 7).</param>
/// <param name="Rule">The rule's name with its terms, for the reader who asks "why this date": <c>notice P14D from 2026-01-05</c>.</param>
public sealed record Deadline(DateOnly On, string Rule)
{
    /// <summary>The first instant that is too late: midnight UTC after <see cref="On"/>.</summary>
    [JsonIgnore]
    public DateTimeOffset Closes => new(On.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);

    /// <summary>True when <paramref name="now"/> is too late.</summary>
    public bool IsPast(DateTimeOffset now) => now >= Closes;

    /// <summary>The deadline <paramref name="term"/> after <paramref name="from"/>, named after <paramref name="rule"/>.</summary>
    public static Deadline After(DateOnly from, Period term, string rule) => new(term.After(from), $"{rule} {term} from {from:yyyy-MM-dd}");
}
