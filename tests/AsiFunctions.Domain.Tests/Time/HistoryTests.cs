using AsiFunctions.Domain.Time;

namespace AsiFunctions.Domain.Tests.Time;

public sealed class HistoryTests
{
    private static readonly History<string> Colours = History.From(new DateOnly(2020, 2, 29), "red").With(new DateOnly(2021, 3, 23), "green");

    [Theory]
    [InlineData("2020-02-29", "red")]
    [InlineData("2021-03-22", "red")]
    [InlineData("2021-03-23", "green")]
    [InlineData("2099-01-01", "green")]
    public void What_held_on_a_day_can_be_asked(string day, string value) => Assert.Equal(value, Colours.On(Day(day)));

    [Fact]
    public void Before_the_first_row_nothing_held()
    {
        Assert.False(Colours.TryRowOn(Day("2020-02-28"), out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => Colours.On(Day("2020-02-28")));
    }

    [Fact]
    public void A_day_has_one_value_its_last_word()
    {
        History<string> changed = Colours.With(new DateOnly(2021, 3, 23), "blue");

        Assert.Equal(2, changed.Rows.Count);
        Assert.Equal("blue", changed.On(Day("2021-03-23")));
        Assert.Equal("red", changed.On(Day("2021-03-22")));
    }

    [Fact]
    public void What_was_said_about_earlier_days_stays_said() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Colours.With(new DateOnly(2021, 3, 22), "blue"));

    [Fact]
    public void Rows_out_of_order_are_no_history()
    {
        Assert.Throws<ArgumentException>(() => new History<string>([]));
        Assert.Throws<ArgumentException>(() => new History<string>([new(Day("2021-01-01"), "a"), new(Day("2021-01-01"), "b")]));
    }

    private static DateOnly Day(string day) => DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
}
