using System.Globalization;
using AsiFunctions.LocalRuntime.Host.Timers;

namespace AsiFunctions.LocalRuntime.Host.Tests.Timers;

public sealed class TimerScheduleTests
{
    [Theory]
    [InlineData("0 */5 * * * *", "2024-01-01T00:00:00", "2024-01-01T00:05:00")]
    [InlineData("*/15 * * * * *", "2024-01-01T00:00:50", "2024-01-01T00:01:00")]
    [InlineData("0 0 6 * * *", "2024-01-01T06:00:00", "2024-01-02T06:00:00")]
    [InlineData("0 0 6 * * *", "2024-01-01T05:59:59.9", "2024-01-01T06:00:00")]
    [InlineData("0 0 * * * *", "2024-12-31T23:30:00", "2025-01-01T00:00:00")]
    [InlineData("30 5-10/2 8,20 * * *", "2024-01-01T08:09:31", "2024-01-01T20:05:30")]
    [InlineData("0 10/20 * * * *", "2024-01-01T00:11:00", "2024-01-01T00:30:00")]
    [InlineData("0 10/20 * * * *", "2024-01-01T00:50:00", "2024-01-01T01:10:00")]
    [InlineData("0 0 0 31 * *", "2024-01-31T00:00:00", "2024-03-31T00:00:00")]
    [InlineData("0 0 0 29 2 *", "2024-03-01T00:00:00", "2028-02-29T00:00:00")]
    [InlineData("0 0 0 29 2 *", "2096-03-01T00:00:00", "2104-02-29T00:00:00")]
    [InlineData("0 0 0 29 2 Sun", "2024-03-01T00:00:00", "2032-02-29T00:00:00")]
    [InlineData("0 0 9 * * 1-5", "2024-03-01T09:00:00", "2024-03-04T09:00:00")]
    [InlineData("0 0 9 * * mon,Friday", "2024-03-02T00:00:00", "2024-03-04T09:00:00")]
    [InlineData("0 0 9 * Jan-Mar SAT", "2024-03-30T09:00:00", "2025-01-04T09:00:00")]
    [InlineData("0 0 0 13 * Fri", "2024-01-01T00:00:00", "2024-09-13T00:00:00")]
    [InlineData("59 59 23 31 12 *", "2024-12-31T23:59:58", "2024-12-31T23:59:59")]
    [InlineData("30 6 * * *", "2024-01-01T06:30:00", "2024-01-02T06:30:00")]
    [InlineData("  0   0  6  *  *  * ", "2024-01-01T00:00:00", "2024-01-01T06:00:00")]
    [InlineData("00:05:00", "2024-01-01T00:00:01", "2024-01-01T00:05:01")]
    [InlineData("1.00:00:00", "2024-02-28T12:00:00", "2024-02-29T12:00:00")]
    public void The_next_run_is_the_first_fitting_instant_after_the_given_one(string schedule, string after, string next) =>
        Assert.Equal(Utc(next), TimerSchedule.Parse(schedule).After(Utc(after)));

    [Theory]
    [InlineData("", "six fields")]
    [InlineData("often", "six fields")]
    [InlineData("* * * *", "six fields")]
    [InlineData("* * * * * * *", "six fields")]
    [InlineData("60 * * * * *", "the seconds field has 60; it takes 0 to 59")]
    [InlineData("0 0 24 * * *", "the hours field has 24; it takes 0 to 23")]
    [InlineData("0 0 0 0 * *", "the days field has 0; it takes 1 to 31")]
    [InlineData("0 0 0 * 13 *", "the months field has 13; it takes 1 to 12")]
    [InlineData("0 0 0 * * 7", "the days of week field has 7; it takes 0 to 6")]
    [InlineData("0 0 0 * * Mo", "the days of week field has 'Mo'")]
    [InlineData("0 0 0 * Janvier *", "the months field has 'Janvier'")]
    [InlineData("0 */0 * * * *", "the minutes field has the step '0'; a step is a number of 1 or more")]
    [InlineData("0 10-5 * * * *", "the minutes field has the range '10-5', which runs backwards")]
    [InlineData("0 1,,2 * * * *", "the minutes field has ''")]
    [InlineData("0 1-2-3 * * * *", "the minutes field has '1-2-3'")]
    [InlineData("0 -1 * * * *", "the minutes field has ''")]
    [InlineData("0 0 0 30 2 *", "no month that it names has a day 30")]
    [InlineData("0 0 0 31 Apr,Jun *", "no month that it names has a day 31")]
    [InlineData("00:00:00", "an interval must be more than nothing")]
    public void What_is_no_schedule_is_told_apart(string schedule, string message) =>
        Assert.Contains(message, Assert.Throws<FormatException>(() => TimerSchedule.Parse(schedule)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("0 * * * * *", true)]
    [InlineData("0,30 * * * * *", false)]
    [InlineData("00:00:59", false)]
    [InlineData("00:01:00", true)]
    public void Only_runs_a_minute_or_more_apart_are_remembered(string schedule, bool remembered) =>
        Assert.Equal(remembered, TimerSchedule.Parse(schedule).IsWorthRemembering(Utc("2024-01-01T00:00:00")));

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
