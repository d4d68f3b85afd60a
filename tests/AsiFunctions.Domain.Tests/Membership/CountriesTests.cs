using AsiFunctions.Domain.Membership;

namespace AsiFunctions.Domain.Tests.Membership;

public sealed class CountriesTests
{
    [Fact]
    public void All_assigned_codes_are_known()
    {
        Assert.Equal(249, Countries.Codes.Count);
        Assert.All(Countries.Codes, code => Assert.Matches("^[A-Z]{2}$", code));
        Assert.All(Countries.Codes, code => Assert.NotEmpty(Countries.EnglishName(code)));
        Assert.Equal("Côte d'Ivoire", Countries.EnglishName("CI"));
    }

    [Theory]
    [InlineData("no")]
    [InlineData("XX")]
    [InlineData("EU")]
    [InlineData("")]
    [InlineData(null)]
    public void Others_are_not(string? code) => Assert.False(Countries.IsKnown(code));
}
