using AsiFunctions.Domain.Time;

namespace AsiFunctions.Domain.Tests.Time;

public sealed class WorkingDaysTests
{
    [Theory]
    [InlineData("2026-01-05", 1, "2026-01-06")] // Monday
    [InlineData("2026-01-05", 10, "2026-01-19")]
    [InlineData("2026-01-09", 1, "2026-01-12")] // Friday
    [InlineData("2026-01-10", 1, "2026-01-12")] // Saturday
    [InlineData("2026-01-11", 10, "2026-01-23")] // Sunday
    public void Saturdays_Sundays_and_the_day_itself_do_not_count(string from, int days, string expected) =>
        Assert.Equal(DateOnly.Parse(expected, null), WorkingDays.After(DateOnly.Parse(from, null), days));

    [Fact]
    public void There_is_at_least_one() => Assert.Throws<ArgumentOutOfRangeException>(() => WorkingDays.After(new DateOnly(2026, 1, 5), 0));
}
