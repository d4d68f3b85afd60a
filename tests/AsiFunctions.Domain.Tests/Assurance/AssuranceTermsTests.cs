using System.Text.Json;
using System.Text.Json.Nodes;
using AsiFunctions.Domain.Assurance;
using AsiFunctions.Domain.Assurance.Oversight;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Membership;

namespace AsiFunctions.Domain.Tests.Assurance;

public sealed class AssuranceTermsTests
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    [Theory]
    [InlineData("semi-fabrication", 1, null, 2)]
    [InlineData("semi-fabrication", 2, null, 3)]
    [InlineData("semi-fabrication", 2, Maturity.Medium, 3)]
    [InlineData("semi-fabrication", 2, Maturity.Low, 4)]   // 3.75, in halves, rounded up
    [InlineData("semi-fabrication", 2, Maturity.High, 2.5)]   // 2.25
    [InlineData("casthouses", 1, null, 2.5)]
    [InlineData("casthouses", 1, Maturity.Low, 3.5)]   // 3.125
    [InlineData("semi-fabrication bauxite-mining", 1, null, 6)]   // the most demanding one counts
    [InlineData("bauxite-mining", 5, Maturity.Low, 12.5)]
    [InlineData("bauxite-mining", 0, null, 6)]
    [InlineData("", 1, null, 0)]
    public void The_guideline_of_days_on_site_follows_activities_sites_and_maturity(string activities, int sites, Maturity? maturity, double days) =>
        Assert.Equal(
            (decimal)days,
            AssuranceTerms.Shipped.Latest.Value.OnSite.Days(
                [.. activities.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    .Select(name => JsonSerializer.Deserialize<SupplyChainActivity>($"\"{name}\""))],
                sites,
                maturity));

    [Fact]
    public void What_the_guideline_does_not_know_asks_for_nothing() =>
        Assert.Equal(
            1m,
            new OnSiteGuideline(new Dictionary<SupplyChainActivity, decimal>(), 1, new Dictionary<Maturity, decimal>())
                .Days([SupplyChainActivity.Casthouses], 2, Maturity.Low));

    [Fact]
    public void The_shipped_terms_are_valid_and_know_every_activity_maturity_and_step()
    {
        AssuranceTerms terms = AssuranceTerms.Read(JsonSerializer.Serialize(AssuranceTerms.Shipped.Rows, Web)).Latest.Value;

        Assert.Equal(Enum.GetValues<SupplyChainActivity>(), terms.OnSite.FirstSite.Keys.Order());
        Assert.Equal(Enum.GetValues<Maturity>(), terms.OnSite.Factor.Keys.Order());
        Assert.Equal(OversightSteps.All, terms.ServiceLevels.Keys.Order());
        Assert.Equal((42, 56, FourEyes.Oversight), (terms.PlanNotice.Days, terms.Report.Days, terms.FourEyes));
    }

    [Fact]
    public void Terms_without_the_service_level_of_a_step_are_not_taken()
    {
        JsonNode rows = JsonNode.Parse(JsonSerializer.Serialize(AssuranceTerms.Shipped.Rows, Web))!;
        rows[0]!["value"]!["serviceLevels"]!.AsObject().Remove("audit-scope");

        Assert.Contains(
            "audit-scope", Assert.Throws<FormatException>(() => AssuranceTerms.Read(rows.ToJsonString())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Four_eyes_can_be_made_stricter_and_never_looser()
    {
        Assert.Equal([FourEyes.Oversight, FourEyes.WholeAudit], Enum.GetValues<FourEyes>());
        JsonNode rows = JsonNode.Parse(JsonSerializer.Serialize(AssuranceTerms.Shipped.Rows, Web))!;
        rows[0]!["value"]!["fourEyes"] = "none";

        Assert.Throws<FormatException>(() => AssuranceTerms.Read(rows.ToJsonString()));
    }
}
