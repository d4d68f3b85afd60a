namespace AsiFunctions.Domain.Time;

/// <summary>
/// Counts working days: Monday to Friday. Public holidays count as working days, since ASI's staff work in many countries; an assumption.
/// </summary>
public static class WorkingDays
{
    /// <summary>The working day that many working days after <paramref name="date"/>, which itself does not count.</summary>
    /// <param name="date">From when.</param>
    /// <param name="days">1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public static DateOnly After(DateOnly date, int days)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        DateOnly day = date;
        for (int left = days; left > 0;)
        {
            day = day.AddDays(1);
            left -= IsOne(day) ? 1 : 0;
        }

        return day;
    }

    private static bool IsOne(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
}
