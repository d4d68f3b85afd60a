using AsiFunctions.Domain.Time;

namespace AsiFunctions.Domain.Tests.Time;

public sealed class PeriodTests
{
    [Theory]
    [InlineData("P14D", "2026-01-20", "2026-02-03")]
    [InlineData("P2W", "2026-01-20", "2026-02-03")]
    [InlineData("P0D", "2026-01-20", "2026-01-20")]
    [InlineData("P1M", "2026-01-31", "2026-02-28")]
    [InlineData("P1M", "2028-01-31", "2028-02-29")]
    [InlineData("P2Y", "2024-02-29", "2026-02-28")]
    [InlineData("P24M", "2024-02-29", "2026-02-28")]
    public void It_leads_from_a_date_to_a_date(string period, string from, string to) => Assert.Equal(Day(to), Period.Parse(period).After(Day(from)));

    [Theory]
    [InlineData("P1M", "2026-03-31", "2026-02-28")]
    [InlineData("P7D", "2026-03-05", "2026-02-26")]
    [InlineData("P2Y", "2026-02-28", "2024-02-28")]
    public void And_back(string period, string from, string to) => Assert.Equal(Day(to), Period.Parse(period).Before(Day(from)));

    [Theory]
    [InlineData("P14D", "P14D")]
    [InlineData("P2W", "P14D")]
    [InlineData("P2Y", "P24M")]
    [InlineData("P6M", "P6M")]
    public void It_is_written_in_months_or_days(string text, string written) => Assert.Equal(written, Period.Parse(text).ToString());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("14D")]
    [InlineData("P1M2D")]
    [InlineData("P-1D")]
    [InlineData("P1.5D")]
    [InlineData("PT1H")]
    [InlineData("P999999D")]
    public void Other_text_is_no_period(string? text) => Assert.Throws<FormatException>(() => Period.Parse(text!));

    [Fact]
    public void Nothing_is_negative()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Period.OfDays(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Period.OfMonths(-1));
    }

    [Fact]
    public void A_deadline_closes_when_its_day_is_over_and_knows_its_rule()
    {
        Deadline deadline = Deadline.After(Day("2026-01-12"), Period.OfDays(14), "notice");

        Assert.Equal(new Deadline(Day("2026-01-26"), "notice P14D from 2026-01-12"), deadline);
        DateTimeOffset closes = new(2026, 1, 27, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(closes, deadline.Closes);
        Assert.False(deadline.IsPast(closes.AddTicks(-1)));
        Assert.True(deadline.IsPast(closes));
    }

    private static DateOnly Day(string day) => DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
}
