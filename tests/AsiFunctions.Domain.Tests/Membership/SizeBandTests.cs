using AsiFunctions.Domain.Membership;

namespace AsiFunctions.Domain.Tests.Membership;

public sealed class SizeBandTests
{
    [Theory]
    [InlineData("0", SizeBand.Micro)]
    [InlineData("9999999.99", SizeBand.Micro)]
    [InlineData("10000000", SizeBand.Small)]
    [InlineData("99999999.99", SizeBand.Small)]
    [InlineData("100000000", SizeBand.Medium)]
    [InlineData("999999999.99", SizeBand.Medium)]
    [InlineData("1000000000", SizeBand.Large)]
    [InlineData("10000000000", SizeBand.Large)]   // the source words the top band as "more than"
    [InlineData("10000000000.01", SizeBand.VeryLarge)]
    public void Turnover_in_dollars_gives_the_band(string turnover, SizeBand band) =>
        Assert.Equal(band, SizeBands.FromTurnover(decimal.Parse(turnover, System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("0", SizeBand.Micro)]
    [InlineData("9.5", SizeBand.Micro)]
    [InlineData("10", SizeBand.Small)]
    [InlineData("99.9", SizeBand.Small)]
    [InlineData("100", SizeBand.Medium)]
    [InlineData("1000", SizeBand.Medium)]   // the source words the top band as "more than"
    [InlineData("1000.5", SizeBand.Large)]
    [InlineData("1000000", SizeBand.Large)]   // there is no very large staff
    public void Staff_in_full_time_equivalents_gives_the_band(string staff, SizeBand band) =>
        Assert.Equal(band, SizeBands.FromStaff(decimal.Parse(staff, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void Negative_figures_have_no_band()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => SizeBands.FromTurnover(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => SizeBands.FromStaff(-0.5m));
    }

    [Fact]
    public void A_declaration_knows_its_band_by_its_basis()
    {
        Assert.Equal(SizeBand.Micro, SizeDeclaration.OfTurnover(1000.5m, 2025).Band);
        Assert.Equal(SizeBand.Large, SizeDeclaration.OfStaff(1000.5m).Band);
    }
}
