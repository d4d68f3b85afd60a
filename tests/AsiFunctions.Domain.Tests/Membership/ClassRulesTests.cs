using AsiFunctions.Domain.Membership;
using static AsiFunctions.Domain.Membership.MembershipClass;
using static AsiFunctions.Domain.Membership.SupplyChainActivity;

namespace AsiFunctions.Domain.Tests.Membership;

public sealed class ClassRulesTests
{
    private static readonly DateOnly Today = new(2026, 1, 5);

    [Theory]
    [InlineData(ProductionAndTransformation, "PT", ClassGroup.Full, SizeBasis.Turnover, true)]
    [InlineData(IndustrialUsers, "IU", ClassGroup.Full, SizeBasis.Turnover, true)]
    [InlineData(CivilSociety, "CS", ClassGroup.Full, SizeBasis.Staff, false)]
    [InlineData(DownstreamSupporters, "DS", ClassGroup.Associate, SizeBasis.Turnover, false)]
    [InlineData(Associations, "AS", ClassGroup.Associate, SizeBasis.Staff, false)]
    [InlineData(GeneralSupporters, "GS", ClassGroup.Associate, SizeBasis.Turnover, false)]
    public void Each_class_has_its_code_group_size_basis_and_duty(
        MembershipClass @class, string code, ClassGroup group, SizeBasis basis, bool certifies)
    {
        Assert.Equal(code, @class.Code);
        Assert.True(MembershipClasses.TryParse(code, out MembershipClass parsed));
        Assert.Equal(@class, parsed);
        Assert.Equal(group, @class.Group);
        Assert.Equal(basis, @class.SizeBasis);
        Assert.Equal(certifies, @class.HasCertificationDuty);
        Assert.Equal(certifies, @class.MayBeCertified);
    }

    [Theory]
    [InlineData("pt")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("XX")]
    public void Other_codes_are_no_class(string? code) => Assert.False(MembershipClasses.TryParse(code, out _));

    [Theory]
    [InlineData(BauxiteMining)]
    [InlineData(AluminaRefining)]
    [InlineData(AluminiumSmelting)]
    public void Mining_refining_and_smelting_leave_no_other_class_than_PT(SupplyChainActivity activity)
    {
        foreach (MembershipClass @class in MembershipClasses.All)
        {
            string[] codes = Codes(@class, activity, OtherManufacturingOrSale);
            Assert.Equal(@class == ProductionAndTransformation ? [] : ["class-forced"], codes);
        }
    }

    [Theory]
    [InlineData(BauxiteDevelopment)]
    [InlineData(HighPurityAlumina)]
    public void Bauxite_development_and_high_purity_alumina_allow_PT_since_November_2023_without_forcing_it(SupplyChainActivity activity)
    {
        Assert.Empty(Codes(ProductionAndTransformation, activity));
        Assert.Empty(Codes(GeneralSupporters, activity));
        Assert.Equal(
            ["activity-not-offered"],
            ClassRules.Check(ProductionAndTransformation, [activity], SizeDeclaration.OfTurnover(1, 2022), new DateOnly(2023, 10, 31))
                .Select(f => f.Code));
        Assert.Empty(ClassRules.Check(ProductionAndTransformation, [activity], SizeDeclaration.OfTurnover(1, 2022), new DateOnly(2023, 11, 1)));
    }

    [Fact]
    public void Downstream_activities_leave_a_choice()
    {
        Assert.Empty(Codes(ProductionAndTransformation, SemiFabrication));
        Assert.Empty(Codes(IndustrialUsers, SemiFabrication));
        Assert.Empty(Codes(DownstreamSupporters, MaterialConversion));
        Assert.Equal(["activity-missing"], Codes(ProductionAndTransformation, OtherManufacturingOrSale));
        Assert.Empty(Codes(CivilSociety));
    }

    [Fact]
    public void A_turnover_class_takes_no_staff_figure_and_the_reverse()
    {
        Assert.Equal(["size-basis"], ClassRules.Check(IndustrialUsers, [], SizeDeclaration.OfStaff(10), Today).Select(f => f.Code));
        Assert.Equal(["size-basis"], ClassRules.Check(CivilSociety, [], SizeDeclaration.OfTurnover(10, 2025), Today).Select(f => f.Code));
        Assert.Equal(
            [ClassFaultPart.Class, ClassFaultPart.Size],
            ClassRules.Check(Associations, [BauxiteMining], SizeDeclaration.OfTurnover(10, 2025), Today).Select(f => f.Part));
    }

    [Fact]
    public void Every_activity_has_a_name() => Assert.All(SupplyChainActivities.All, a => Assert.NotEmpty(a.EnglishName));

    private static string[] Codes(MembershipClass @class, params SupplyChainActivity[] activities) =>
        [.. ClassRules.Check(
            @class, activities, @class.SizeBasis == SizeBasis.Turnover ? SizeDeclaration.OfTurnover(1, 2025) : SizeDeclaration.OfStaff(1), Today)
                .Select(f => f.Code)];
}
