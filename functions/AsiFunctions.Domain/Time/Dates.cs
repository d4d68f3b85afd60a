using System.Globalization;

namespace AsiFunctions.Domain.Time;

/// <summary>How a calendar date is written.</summary>
public static class Dates
{
    /// <summary>For machines, and for facts that a template shows in its own language: <c>2026-01-31</c>.</summary>
    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>For people, in English: <c>31 January 2026</c>.</summary>
    public static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
