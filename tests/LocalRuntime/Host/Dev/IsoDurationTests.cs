using System.Globalization;
using AsiFunctions.LocalRuntime.Host.Dev;

namespace AsiFunctions.LocalRuntime.Host.Tests.Dev;

public sealed class IsoDurationTests
{
    [Theory]
    [InlineData("P14D", "2024-01-31T00:00:00Z", "2024-02-14T00:00:00Z")]
    [InlineData("P1M", "2024-01-31T00:00:00Z", "2024-02-29T00:00:00Z")]
    [InlineData("P1M", "2023-01-31T00:00:00Z", "2023-02-28T00:00:00Z")]
    [InlineData("P2Y", "2024-02-29T12:00:00Z", "2026-02-28T12:00:00Z")]
    [InlineData("P2W", "2024-01-01T00:00:00Z", "2024-01-15T00:00:00Z")]
    [InlineData("P1Y2M3DT4H5M6S", "2024-01-01T00:00:00Z", "2025-03-04T04:05:06Z")]
    [InlineData("PT36H", "2024-01-01T00:00:00Z", "2024-01-02T12:00:00Z")]
    [InlineData("PT90M", "2024-01-01T00:00:00Z", "2024-01-01T01:30:00Z")]
    public void Years_and_months_go_by_the_calendar(string text, string from, string to)
    {
        Assert.True(IsoDuration.TryParse(text, out IsoDuration? duration));
        Assert.Equal(Utc(to), duration.After(Utc(from)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("PT")]
    [InlineData("P1DT")]
    [InlineData("14D")]
    [InlineData("P-1D")]
    [InlineData("P1.5D")]
    [InlineData("P1H")]
    [InlineData("p1d")]
    [InlineData("P9999999D")]
    public void What_is_no_duration_is_refused(string text) => Assert.False(IsoDuration.TryParse(text, out _));

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
