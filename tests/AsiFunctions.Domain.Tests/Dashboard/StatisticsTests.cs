using AsiFunctions.Domain.Dashboard;

namespace AsiFunctions.Domain.Tests.Dashboard;

public sealed class StatisticsTests
{
    [Theory]
    [InlineData(0, 0, null)]
    [InlineData(0, 7, "0.0")]
    [InlineData(14, 39, "35.9")]
    [InlineData(1, 8, "12.5")]
    [InlineData(1, 16, "6.3")]     // 6.25: half up
    [InlineData(-1, 16, "-6.3")]
    [InlineData(6, 161, "3.7")]
    [InlineData(1, 3, "33.3")]
    public void Percentages_are_half_up_with_one_decimal(int part, int whole, string? expected) =>
        Assert.Equal(
            expected is null ? null : decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), Statistics.Percent(part, whole));

    [Theory]
    [InlineData("", null, null, null)]
    [InlineData("5", "5", 5, "5")]
    [InlineData("5 8", "6.5", 8, "6.5")]
    [InlineData("1 2 100", "2", 100, "34.3")]
    [InlineData("1 2 3 4 5 6 7 8 9 10", "5.5", 9, "5.5")]
    [InlineData("1 1 1 1 1 1 1 1 1 10 10", "1", 10, "2.6")]
    public void Middle_values_come_from_histograms(string values, string? median, int? ninetieth, string? mean)
    {
        List<(int, int)> counts =
            [.. values.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse).CountBy(value => value).Select(at => (at.Key, at.Value))];
        counts.Reverse();

        Assert.Equal(median, Text(Statistics.Median(counts)));
        Assert.Equal(ninetieth, Statistics.Ninetieth(counts));
        Assert.Equal(mean, Text(Statistics.Mean(counts)));
    }

    [Fact]
    public void What_was_counted_less_than_once_is_left_out() =>
        Assert.Equal(
            (3m, 3, 3m), (Statistics.Median([(3, 1), (9, 0), (7, -1)]), Statistics.Ninetieth([(3, 1), (9, 0)]), Statistics.Mean([(3, 1), (9, -2)])));

    private static string? Text(decimal? value) => value?.ToString("0.#", System.Globalization.CultureInfo.InvariantCulture);
}
