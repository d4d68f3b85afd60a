using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Entities;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Tests.Membership;
using AsiFunctions.Domain.Time;
using static AsiFunctions.Domain.Membership.SupplyChainActivity;

namespace AsiFunctions.Domain.Tests.Certification.Entities;

/// <summary>Whether a CoC certificate may come before the PS certificate.</summary>
public sealed class ChainOfCustodyRulesTests
{
    private static readonly CertificationTerms Terms = CertificationTerms.Shipped.Latest.Value;
    private static readonly DateOnly Today = Sample.Day("2026-02-28");

    [Theory]
    [InlineData(BauxiteDevelopment)]
    [InlineData(BauxiteMining)]
    [InlineData(HighPurityAlumina)]
    [InlineData(AluminaRefining)]
    [InlineData(AluminiumSmelting)]
    [InlineData(AluminiumRemeltingRefining)]
    [InlineData(Casthouses)]
    public void Up_to_the_casthouse_the_performance_standard_comes_first(SupplyChainActivity activity)
    {
        Assert.IsType<ChainOfCustodyStanding.NotBefore>(Check([activity, SemiFabrication]));
        Assert.IsType<ChainOfCustodyStanding.Free>(ChainOfCustodyRules.Check([activity], performanceStandardInForce: true, null, Today, Terms));
    }

    [Theory]
    [InlineData(SemiFabrication)]
    [InlineData(MaterialConversion)]
    [InlineData(OtherManufacturingOrSale)]
    public void After_the_casthouse_it_may_follow_by_the_members_first_deadline(SupplyChainActivity activity)
    {
        Deadline first = new(Sample.Day("2027-06-30"), "first PS certificate P24M from 2025-06-30");

        Assert.Equal(first, Assert.IsType<ChainOfCustodyStanding.Until>(Check([activity], first)).PerformanceStandardBy);
    }

    [Fact]
    public void Where_the_members_minimum_is_met_it_may_follow_within_a_year()
    {
        ChainOfCustodyStanding.Until until = Assert.IsType<ChainOfCustodyStanding.Until>(Check([SemiFabrication]));

        Assert.Equal(new Deadline(Sample.Day("2027-02-28"), "PS after CoC P12M from 2026-02-28"), until.PerformanceStandardBy);
    }

    [Theory]
    [InlineData("2026-02-28", typeof(ChainOfCustodyStanding.Until))]
    [InlineData("2026-02-27", typeof(ChainOfCustodyStanding.NotBefore))]
    public void A_first_deadline_that_has_passed_lets_nothing_come_before_it(string on, Type standing) =>
        Assert.IsType(standing, Check([SemiFabrication], new Deadline(Sample.Day(on), "first PS certificate")));

    [Fact]
    public void Without_any_activity_nothing_is_post_casthouse() => Assert.IsType<ChainOfCustodyStanding.NotBefore>(Check([]));

    private static ChainOfCustodyStanding Check(IReadOnlyCollection<SupplyChainActivity> activities, Deadline? first = null) =>
        ChainOfCustodyRules.Check(activities, performanceStandardInForce: false, first, Today, Terms);
}
