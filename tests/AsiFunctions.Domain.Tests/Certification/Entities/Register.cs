using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Entities;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Tests.Membership;
using static AsiFunctions.Domain.Certification.Entities.EntityCommand;

namespace AsiFunctions.Domain.Tests.Certification.Entities;

/// <summary>A made-up member's register, and what its people do with it.</summary>
internal static class Register
{
    public static readonly CaseId Id = Sample.Reference.As(EntityRegister.Prefix);

    public static readonly CaseId Assessment = CaseId.From("SAS", 5);

    public static EntityRegister Empty => EntityRegister.Empty(Id);

    public static FacilityDetails Plant(string name = "Example Works", params IReadOnlyList<SupplyChainActivity> activities) =>
        new(name, activities.Count > 0 ? activities : [SupplyChainActivity.SemiFabrication], "NO", 250);

    public static ProductDetails Profile(string name = "Window profile", params IReadOnlyList<SupplyChainActivity> activities) =>
        new(name, ProductKind.Product, activities.Count > 0 ? activities : [SupplyChainActivity.SemiFabrication]);

    public static ScopeDetails Over(string name, params IReadOnlyList<string> keys) => new(
        name,
        "The whole site without the canteen.",
        [.. keys.Where(key => key[0] is 'F')],
        [.. keys.Where(key => key[0] is 'P')]);

    public static OpenScope Ps(string name, params IReadOnlyList<string> keys) => new(Sample.Mia, StandardCode.PerformanceStandard, Over(name, keys));

    public static OpenScope Coc(string name, params IReadOnlyList<string> keys) => new(Sample.Mia, StandardCode.ChainOfCustody, Over(name, keys));

    public static AddFacility Add(FacilityDetails details) => new(Sample.Mia, details);

    public static AddProduct Add(ProductDetails details) => new(Sample.Mia, details);

    public static EntityRegister Do(this EntityRegister register, params ReadOnlySpan<EntityCommand> commands)
    {
        foreach (EntityCommand command in commands)
        {
            Decision<EntityRegister> decision = register.Decide(command);
            Assert.True(decision is Decision<EntityRegister>.Accepted, $"{command}: {decision}");
            register = ((Decision<EntityRegister>.Accepted)decision).Case;
        }

        return register;
    }

    public static string Refused(this EntityRegister register, EntityCommand command, string on = "2026-03-01") =>
        Assert.IsType<Decision<EntityRegister>.Refused>(register.Decide(command, on: on)).Code;

    public static Decision<EntityRegister> Decide(
        this EntityRegister register,
        EntityCommand command,
        MembershipClass @class = MembershipClass.ProductionAndTransformation,
        MemberStatus? status = null,
        string on = "2026-03-01") =>
        EntityProcedure.Decide(register, command, @class, status ?? new MemberStatus.Active(), Sample.Noon(on));

    public static EntityRegister Told(this EntityRegister register, ICaseNews news) =>
        Assert.IsType<Decision<EntityRegister>.Accepted>(EntityProcedure.Hear(register, news)).Case;

    public static AssessmentNews Assessed(string scope, string? submitted = null) => new(
        scope,
        new ScopeAssessment(
            Assessment,
            new StandardRef(StandardCode.PerformanceStandard, "V3"),
            Sample.Day("2026-03-02"),
            submitted is null ? null : Sample.Day(submitted)));

    public static CertificateNews Certified(string scope, ulong number = 9) => new(
        new CertificateFacts(
            CaseId.From("CRT", number),
            new StandardRef(StandardCode.PerformanceStandard, "V3"),
            CertificateLevel.Full,
            Sample.Day("2026-05-01"),
            Sample.Day("2029-04-30"),
            EndedOn: null,
            SupersededBy: null,
            Suspended: false,
            Maturity.Medium,
            OnSiteEndedOn: null,
            Majors: 0,
            scope,
            PerformanceStandardBy: null),
        Sample.Sasha);
}
