using AsiFunctions.Domain.Dashboard;

namespace AsiFunctions.Domain.Tests.Dashboard;

public sealed class DashboardTermsTests
{
    [Fact]
    public void The_shipped_terms_are_those_of_the_sources()
    {
        DashboardTerms terms = DashboardTerms.Shipped.Latest.Value;

        Assert.Equal(("P9M", "P12M", "P3M"), ($"{terms.AtRisk}", $"{terms.Watch}", $"{terms.WatchScheduled}"));
        Assert.Equal((5, 10), (terms.SmallestCount, terms.FewestReplies));
    }

    [Theory]
    [InlineData("""[{ "from": "2015-06-01", "value": { "atRisk": "P9M" } }]""", "watch")]
    [InlineData(
        """[{ "from": "2015-06-01", "value": { "atRisk": "P9M", "watch": "P12M", "watchScheduled": "P3M", "smallestCount": 0, "fewestReplies": 10 } }]""",
        "from 2015-06-01 cannot be used")]
    public void Terms_that_cannot_be_used_are_told(string json, string fault) =>
        Assert.Contains(fault, Assert.Throws<FormatException>(() => DashboardTerms.Read(json)).Message, StringComparison.Ordinal);
}
