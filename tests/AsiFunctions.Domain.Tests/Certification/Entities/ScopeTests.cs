using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Entities;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Tests.Membership;
using AsiFunctions.Domain.Time;
using static AsiFunctions.Domain.Certification.Entities.EntityCommand;
using static AsiFunctions.Domain.Membership.SupplyChainActivity;

namespace AsiFunctions.Domain.Tests.Certification.Entities;

/// <summary>Certification scopes, what they rest on, and what their self-assessments and certificates tell.</summary>
public sealed class ScopeTests
{
    private static readonly EntityRegister Two = Register.Empty.Do(
        Register.Add(Register.Plant("Press", SemiFabrication)),
        Register.Add(Register.Plant("Foundry", Casthouses, AluminiumRemeltingRefining)),
        Register.Add(Register.Profile("Profile", MaterialConversion)));

    [Fact]
    public void A_scope_has_the_activities_of_all_that_is_in_it()
    {
        EntityRegister register = Two.Do(Register.Ps("All", "F1", "F2", "P1"));

        Assert.Equal([AluminiumRemeltingRefining, Casthouses, SemiFabrication, MaterialConversion], register.Scopes[0].Activities);
        register = register.Do(new ChangeFacility(Sample.Mia, "F2", Register.Plant("Foundry", Casthouses)));
        Assert.Equal([Casthouses, SemiFabrication, MaterialConversion], register.Scopes[0].Activities);
        register = register.Do(new CloseFacility(Sample.Mia, "F2"));
        Assert.Equal([SemiFabrication, MaterialConversion], register.Scopes[0].Activities);
        Assert.Equal(["F1"], register.Scopes[0].Facilities);
    }

    [Fact]
    public void A_list_that_is_longer_than_any_register_is_one_fault()
    {
        ScopeDetails details = new(
            "All",
            "All of it.",
            [.. Enumerable.Repeat("F1", EntityProcedure.MostFacilities + 1)],
            [.. Enumerable.Repeat("", EntityProcedure.MostProducts + 1)]);
        Assert.Equal(["/facilities too-long", "/products too-long"], EntityChecks.Of(details).Select(fault => $"{fault.Pointer} {fault.Code}"));

        FacilityDetails plant = Register.Plant("Press", [.. Enumerable.Repeat(SemiFabrication, SupplyChainActivities.All.Count + 1)]);
        Assert.Equal(["/activities too-long"], EntityChecks.Of(plant, new DateOnly(2026, 1, 5)).Select(fault => $"{fault.Pointer} {fault.Code}"));
    }

    [Fact]
    public void A_closed_scope_stays_as_it_was()
    {
        EntityRegister register = Two.Do(
            Register.Ps("All", "F1", "F2"),
            new CloseScope(Sample.Mia, "S1"),
            new ChangeFacility(Sample.Mia, "F1", Register.Plant("Press", MaterialConversion)),
            new CloseFacility(Sample.Mia, "F2"));

        Assert.Equal(["F1", "F2"], register.Scopes[0].Facilities);
        Assert.Equal([AluminiumRemeltingRefining, Casthouses, SemiFabrication], register.Scopes[0].Activities);
    }

    [Theory]
    [InlineData("F9", "no-such-facility")]
    [InlineData("P9", "no-such-product")]
    [InlineData(null, "required")]
    [InlineData("F1 F1", "doubled")]
    public void A_scope_names_what_runs(string? keys, string code) =>
        Assert.Equal(code, Two.Refused(Register.Ps("Works", keys?.Split(' ') ?? [])));

    [Fact]
    public void A_scope_is_described_in_words()
    {
        Assert.Equal(
            "required",
            Two.Refused(new OpenScope(Sample.Mia, StandardCode.PerformanceStandard, Register.Over("Works", "F1") with { Description = " " })));
        Assert.Equal(
            "too-long",
            Two.Refused(new OpenScope(
                Sample.Mia, StandardCode.PerformanceStandard, Register.Over("Works", "F1") with { Description = new string('x', 1001) })));
    }

    [Fact]
    public void Closing_leaves_no_open_scope_empty()
    {
        EntityRegister register = Two.Do(Register.Ps("Press alone", "F1"), Register.Ps("Profile alone", "P1"));

        Decision<EntityRegister>.Refused refused = Assert.IsType<Decision<EntityRegister>.Refused>(
            register.Decide(new CloseFacility(Sample.Mia, "F1")));
        Assert.Equal("scope-empty", refused.Code);
        Assert.Contains("S1", refused.Message, StringComparison.Ordinal);
        Assert.Equal("scope-empty", register.Refused(new CloseProduct(Sample.Mia, "P1")));
        register.Do(new CloseScope(Sample.Mia, "S1"), new CloseFacility(Sample.Mia, "F1"));
    }

    [Fact]
    public void A_scope_with_an_open_self_assessment_keeps_what_is_in_it()
    {
        EntityRegister open = Two.Do(Register.Ps("All", "F1", "F2")).Told(Register.Assessed("S1"));
        EntityCommand[] narrowing =
        [
            new ChangeScope(Sample.Mia, "S1", Register.Over("All", "F1")),
            new ChangeScope(Sample.Mia, "S1", Register.Over("All", "F1", "F2", "P1")),
            new CloseFacility(Sample.Mia, "F2"),
            new ChangeFacility(Sample.Mia, "F2", Register.Plant("Foundry", Casthouses)),
        ];

        Assert.All(narrowing, command => Assert.Equal("assessment-open", open.Refused(command)));
        open.Do(
            new ChangeScope(Sample.Mia, "S1", Register.Over("Another name", "F2", "F1")),
            new ChangeFacility(Sample.Mia, "F1", Register.Plant("Another name", SemiFabrication)));
        EntityRegister submitted = open.Told(Register.Assessed("S1", submitted: "2026-04-01"));
        Assert.All(narrowing, command => submitted.Do(command));
        open.Do(new CloseScope(Sample.Mia, "S1"), new CloseFacility(Sample.Mia, "F2"));
    }

    [Fact]
    public void Upstream_a_chain_of_custody_scope_follows_a_performance_standard_scope()
    {
        Assert.Equal("ps-first", Two.Refused(Register.Coc("Chain", "F2")));
        Assert.Equal("ps-first", Two.Do(Register.Ps("Press", "F1")).Refused(Register.Coc("Chain", "F1", "F2")));

        EntityRegister both = Two.Do(Register.Ps("Press", "F1"), Register.Ps("Foundry", "F2"), Register.Coc("Chain", "F1", "F2"));

        Assert.Equal("ps-first", both.Refused(new CloseScope(Sample.Mia, "S2")));
        Assert.Equal("ps-first", both.Refused(new ChangeScope(Sample.Mia, "S3", Register.Over("Chain", "F1", "F2", "P1"))));
        both.Do(new CloseScope(Sample.Mia, "S3"), new CloseScope(Sample.Mia, "S2"));
    }

    [Fact]
    public void After_the_casthouse_a_chain_of_custody_scope_may_come_first()
    {
        EntityRegister register = Two.Do(Register.Coc("Chain", "F1", "P1"));

        Assert.Equal("ps-first", register.Refused(new ChangeFacility(Sample.Mia, "F1", Register.Plant("Press", SemiFabrication, Casthouses))));
        register.Do(Register.Ps("Works", "F1", "P1"), new ChangeFacility(Sample.Mia, "F1", Register.Plant("Press", SemiFabrication, Casthouses)));
    }

    [Fact]
    public void News_of_a_self_assessment_are_listed_once_as_they_are_now()
    {
        EntityRegister register = Two.Do(Register.Ps("All", "F1")).Told(Register.Assessed("S1")).Told(
            Register.Assessed("S1", submitted: "2026-04-01"));

        Assert.Equal(Register.Assessed("S1", submitted: "2026-04-01").Assessment, Assert.Single(register.Scopes[0].Assessments));
    }

    [Fact]
    public void News_of_a_certificate_are_listed_once()
    {
        EntityRegister register = Two.Do(Register.Ps("All", "F1"))
            .Told(Register.Certified("S1"))
            .Told(Register.Certified("S1", number: 10))
            .Told(Register.Certified("S1"));

        Assert.Equal([CaseId.From("CRT", 9), CaseId.From("CRT", 10)], register.Scopes[0].Certificates);
    }

    [Fact]
    public void News_of_an_unknown_scope_change_nothing()
    {
        Assert.IsType<Decision<EntityRegister>.Refused>(EntityProcedure.Hear(Two, Register.Assessed("S1")));
        Assert.IsType<Decision<EntityRegister>.Refused>(EntityProcedure.Hear(Two, Register.Certified("S1")));
        CertificateNews older = Register.Certified("S1");
        Assert.IsType<Decision<EntityRegister>.Refused>(
            EntityProcedure.Hear(Two, older with { Certificate = older.Certificate with { Scope = null } }));
    }

    [Fact]
    public void The_outlook_of_a_first_scope_is_the_members_own_deadline()
    {
        EntityRegister register = Two.Do(Register.Coc("Chain", "F1"));
        Member member = MemberTests.Joined(MembershipClass.IndustrialUsers, SemiFabrication);

        Assert.Equal(new Deadline(Sample.Day("2028-02-18"), "first PS certificate P24M from 2026-02-18"), Until(register, member));

        Member back = Changed(Changed(member, MembershipClass.DownstreamSupporters, "2026-06-01"), MembershipClass.IndustrialUsers, "2027-01-31");
        Assert.Equal(Sample.Day("2029-01-31"), Until(register, back).On);
        Assert.Equal(Sample.Day("2019-12-31"), Until(register, Founding(member), on: "2018-01-01").On);
    }

    [Fact]
    public void The_outlook_of_a_further_scope_is_a_year()
    {
        EntityRegister register = Two.Do(Register.Coc("Chain", "F1"), Register.Ps("Elsewhere", "F2")).Told(Register.Certified("S2"));
        Member member = MemberTests.Joined(MembershipClass.IndustrialUsers, SemiFabrication);

        Assert.Equal(Sample.Day("2027-06-01"), Until(register, member).On);
        EntityRegister covered = register.Do(new ChangeScope(Sample.Mia, "S2", Register.Over("Elsewhere", "F1", "F2")));
        Assert.IsType<ChainOfCustodyStanding.Free>(Outlook(covered, member));
    }

    private static Deadline Until(EntityRegister register, Member member, string on = "2026-06-01") =>
        Assert.IsType<ChainOfCustodyStanding.Until>(Outlook(register, member, on)).PerformanceStandardBy;

    private static ChainOfCustodyStanding Outlook(EntityRegister register, Member member, string on = "2026-06-01") =>
        PerformanceStandardScopes.Outlook(
            register,
            register.Scopes.Single(s => s.Standard is StandardCode.ChainOfCustody),
            member,
            Sample.Day(on),
            CertificationTerms.Shipped.Latest.Value);

    private static Member Changed(Member member, MembershipClass @class, string on) =>
        MemberTests.Do(member, new MemberCommand.ChangeClass(Sample.Sasha, @class, Reason: null, Size: null), on);

    // Joined before the programme's launch.
    private static Member Founding(Member member) => member with
    {
        Joined = member.Joined with { On = Sample.Day("2016-03-01") },
        Classes = History.From(Sample.Day("2016-03-01"), MembershipClass.IndustrialUsers),
    };
}
