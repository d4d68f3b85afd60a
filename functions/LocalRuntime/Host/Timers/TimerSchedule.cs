using System.Globalization;

namespace AsiFunctions.LocalRuntime.Host.Timers;

/// <summary>When a timer function runs.</summary>
internal abstract record TimerSchedule
{
    /// <summary>How it was written.</summary>
    public string Text { get; private init; } = "";

    /// <summary>The first instant after <paramref name="instant"/>, in UTC.</summary>
    public abstract DateTimeOffset After(DateTimeOffset instant);

    /// <summary>Whether runs lie a minute or more apart: only such are remembered over a restart, as on the real host.</summary>
    public bool IsWorthRemembering(DateTimeOffset now)
    {
        DateTimeOffset last = After(now);
        for (int i = 0; i < 5; i++)
        {
            DateTimeOffset next = After(last);
            if (next - last < TimeSpan.FromMinutes(1))
            {
                return false;
            }

            last = next;
        }

        return true;
    }

    /// <summary>Reads NCRONTAB of six fields, of five (from minutes on), or a time span (hh:mm:ss or d.hh:mm:ss).</summary>
    /// <exception cref="FormatException">Says what is wrong.</exception>
    public static TimerSchedule Parse(string text)
    {
        string[] fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length is 5 or 6)
        {
            return CronSchedule.Parse(fields) with { Text = string.Join(' ', fields) };
        }

        if (fields.Length == 1 && fields[0].Contains(':', StringComparison.Ordinal)
            && TimeSpan.TryParse(fields[0], CultureInfo.InvariantCulture, out TimeSpan every))
        {
            return every > TimeSpan.Zero
                ? new EverySchedule(every) { Text = $"every {every}" }
                : throw new FormatException("an interval must be more than nothing");
        }

        throw new FormatException(
            "it must have six fields (seconds, minutes, hours, days, months, days of week), five (without seconds), or be a time span such as 00:05:00");
    }
}

/// <summary>Runs a fixed time after the last.</summary>
internal sealed record EverySchedule(TimeSpan Interval) : TimerSchedule
{
    public override DateTimeOffset After(DateTimeOffset instant) => instant.ToUniversalTime() + Interval;
}

/// <summary>Runs at the instants of an NCRONTAB expression, in UTC. Day and day of week must both fit.</summary>
internal sealed record CronSchedule : TimerSchedule
{
    private readonly CronField seconds;
    private readonly CronField minutes;
    private readonly CronField hours;
    private readonly CronField days;
    private readonly CronField months;
    private readonly CronField daysOfWeek;

    private CronSchedule(CronField seconds, CronField minutes, CronField hours, CronField days, CronField months, CronField daysOfWeek)
    {
        this.seconds = seconds;
        this.minutes = minutes;
        this.hours = hours;
        this.days = days;
        this.months = months;
        this.daysOfWeek = daysOfWeek;
    }

    public static CronSchedule Parse(IReadOnlyList<string> fields)
    {
        int at = fields.Count - 5;
        CronSchedule schedule = new(
            CronField.Parse(at == 1 ? fields[0] : "0", CronFieldKind.Second),
            CronField.Parse(fields[at], CronFieldKind.Minute),
            CronField.Parse(fields[at + 1], CronFieldKind.Hour),
            CronField.Parse(fields[at + 2], CronFieldKind.Day),
            CronField.Parse(fields[at + 3], CronFieldKind.Month),
            CronField.Parse(fields[at + 4], CronFieldKind.DayOfWeek));

        const int LeapYear = 2000;
        bool ever = Enumerable.Range(1, 12).Any(m => schedule.months.Has(m) && schedule.days.First <= DateTime.DaysInMonth(LeapYear, m));
        return ever ? schedule : throw new FormatException($"no month that it names has a day {schedule.days.First}");
    }

    public override DateTimeOffset After(DateTimeOffset instant)
    {
        DateTime from = instant.UtcDateTime;
        DateTime next = new DateTime(from.Year, from.Month, from.Day, from.Hour, from.Minute, from.Second, DateTimeKind.Utc).AddSeconds(1);
        if (TimeOfDay(next.TimeOfDay) is { } today && Fits(next.Date))
        {
            return new DateTimeOffset(next.Date + today);
        }

        // A leap day on a given day of the week comes within 40 years, so this ends.
        DateTime day = next.Date.AddDays(1);
        while (!Fits(day))
        {
            day = months.Has(day.Month) ? day.AddDays(1) : new DateTime(day.Year, day.Month, 1, 0, 0, 0, DateTimeKind.Utc).AddMonths(1);
        }

        return new DateTimeOffset(day + new TimeSpan(hours.First, minutes.First, seconds.First));
    }

    private bool Fits(DateTime day) => months.Has(day.Month) && days.Has(day.Day) && daysOfWeek.Has((int)day.DayOfWeek);

    /// <summary>The first time of day at or after the given one; null if the day has no more.</summary>
    private TimeSpan? TimeOfDay(TimeSpan from)
    {
        int hour = from.Hours;
        int minute = from.Minutes;
        int second = seconds.AtOrAfter(from.Seconds);
        if (second < 0)
        {
            minute++;
        }

        int nextMinute = hours.Has(hour) ? minutes.AtOrAfter(minute) : -1;
        if (nextMinute >= 0)
        {
            bool sameMinute = nextMinute == from.Minutes && second >= 0;
            return new TimeSpan(hour, nextMinute, sameMinute ? second : seconds.First);
        }

        int nextHour = hours.AtOrAfter(hour + 1);
        return nextHour < 0 ? null : new TimeSpan(nextHour, minutes.First, seconds.First);
    }
}
