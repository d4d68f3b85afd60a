using AsiFunctions.Domain.Certification.Standards;
using AsiFunctions.Domain.Membership;
using static AsiFunctions.Domain.Membership.MembershipClass;
using static AsiFunctions.Domain.Membership.SupplyChainActivity;

namespace AsiFunctions.Domain.Tests.Certification.Standards;

/// <summary>Which criteria a scope is rated by.</summary>
public sealed class ApplicableCriteriaTests
{
    [Theory]
    [InlineData(ProductionAndTransformation, SemiFabrication, "1.1 1.2.a 1.2.c")]
    [InlineData(ProductionAndTransformation, Casthouses, "1.1 1.2.a 1.2.b 1.2.c")]
    [InlineData(ProductionAndTransformation, BauxiteMining, "1.1 1.2.a 1.2.c 2.1")]
    [InlineData(IndustrialUsers, Casthouses, "1.1 1.2.a 1.2.b 2.2")]
    [InlineData(IndustrialUsers, BauxiteMining, "1.1 1.2.a 2.2")]
    public void Activity_and_class_restrict(MembershipClass @class, SupplyChainActivity activity, string keys)
    {
        StandardVersion version = CatalogueText.Read(_ => { }).Versions[1];

        Assert.Equal(keys, string.Join(' ', ApplicableCriteria.Of(version, [activity], @class).Select(rated => rated.Key)));
    }

    [Fact]
    public void Lettered_sub_criteria_are_rated_instead_of_their_criterion()
    {
        IReadOnlyList<RatedCriterion> rated = ApplicableCriteria.Of(
            CatalogueText.Read(_ => { }).Versions[1], [Casthouses], ProductionAndTransformation);

        Assert.Equal(new RatedCriterion("1.1", "For all", "1", "1.1", Critical: true), rated[0]);
        Assert.Equal(new RatedCriterion("1.2.b", "For casthouses", "1", "1.2", Critical: false), rated[2]);
    }

    [Fact]
    public void Several_activities_add_up()
    {
        StandardVersion version = StandardCatalogueTests.Shipped("PS V3");
        HashSet<string> mine = Criteria(version, BauxiteMining);
        HashSet<string> smelter = Criteria(version, AluminiumSmelting);

        Assert.Equal(mine.Union(smelter).Order(), Criteria(version, BauxiteMining, AluminiumSmelting).Order());
    }

    [Theory]
    [InlineData("8.7", BauxiteMining, true)]
    [InlineData("8.7", AluminiumSmelting, false)]
    [InlineData("6.6", AluminaRefining, true)]
    [InlineData("6.6", BauxiteMining, false)]
    [InlineData("5.2", AluminiumSmelting, true)]
    [InlineData("5.2", Casthouses, false)]
    [InlineData("6.7", AluminiumSmelting, true)]
    [InlineData("6.7", AluminiumRemeltingRefining, false)]
    [InlineData("6.8", AluminiumRemeltingRefining, true)]
    [InlineData("6.8", SemiFabrication, false)]
    [InlineData("1.1", OtherManufacturingOrSale, true)]
    public void Of_the_sample_what_belongs_to_an_activity_applies_to_it_alone(string criterion, SupplyChainActivity activity, bool applies) =>
        Assert.Equal(applies, Criteria(StandardCatalogueTests.Shipped("PS V3"), activity).Contains(criterion));

    [Theory]
    [InlineData("PS V2")]
    [InlineData("PS V3")]
    public void An_industrial_user_that_only_manufactures_or_sells_is_rated_by_material_stewardship_and_some_governance(string version)
    {
        IReadOnlyList<RatedCriterion> rated = ApplicableCriteria.Of(
            StandardCatalogueTests.Shipped(version), [OtherManufacturingOrSale], IndustrialUsers);

        Assert.Equal(["1", "2", "3", "4"], rated.Select(r => r.Principle).Distinct());
        Assert.Equal(["4.1", "4.2", "4.3", "4.4"], rated.Where(r => r.Principle == "4").Select(r => r.Criterion).Distinct());
        Assert.Equal(["2.1", "2.4"], rated.Where(r => r.Principle == "2").Select(r => r.Criterion).Distinct());
    }

    private static HashSet<string> Criteria(StandardVersion version, params IReadOnlyCollection<SupplyChainActivity> activities) =>
        [.. ApplicableCriteria.Of(version, activities, ProductionAndTransformation).Select(rated => rated.Criterion)];
}
