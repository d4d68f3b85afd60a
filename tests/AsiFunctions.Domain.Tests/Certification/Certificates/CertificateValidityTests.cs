using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Time;

namespace AsiFunctions.Domain.Tests.Certification.Certificates;

public sealed class CertificateValidityTests
{
    [Theory]
    [InlineData(CertificateLevel.Full, "2019-12-13", "2022-12-12")]          // certificate 56, as printed
    [InlineData(CertificateLevel.Full, "2024-02-29", "2027-02-27")]          // the anniversary is clamped to the 28th, the last day is the one before
    [InlineData(CertificateLevel.Provisional, "2024-02-29", "2025-02-27")]
    [InlineData(CertificateLevel.Full, "2021-03-01", "2024-02-29")]          // the day before an anniversary may be a leap day
    [InlineData(CertificateLevel.Provisional, "2023-03-01", "2024-02-29")]
    [InlineData(CertificateLevel.Full, "2023-08-31", "2026-08-30")]
    [InlineData(CertificateLevel.Provisional, "2025-12-31", "2026-12-30")]
    [InlineData(CertificateLevel.Provisional, "2025-01-01", "2025-12-31")]
    [InlineData(CertificateLevel.Full, "2023-03-26", "2026-03-25")]          // a Sunday on which clocks change; dates know no hours
    public void It_ends_on_the_day_before_the_anniversary(CertificateLevel level, string issued, string expires) =>
        Assert.Equal(Sample.Day(expires), CertificateValidity.Of(level, Sample.Day(issued), Sample.Terms).On);

    [Fact]
    public void It_says_by_which_rule() => Assert.Equal(
        "full validity P36M from 2019-12-13, less a day", CertificateValidity.Of(CertificateLevel.Full, Sample.Day("2019-12-13"), Sample.Terms).Rule);

    [Fact]
    public void Its_length_is_a_term() => Assert.Equal(
        Sample.Day("2027-06-09"),
        CertificateValidity.Of(CertificateLevel.Full, Sample.Day("2025-06-10"), Sample.Terms with { FullValidity = Period.OfMonths(24) }).On);
}
