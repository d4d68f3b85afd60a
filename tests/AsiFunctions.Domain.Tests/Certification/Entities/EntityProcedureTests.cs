using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Entities;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Tests.Membership;
using static AsiFunctions.Domain.Certification.Entities.EntityCommand;
using static AsiFunctions.Domain.Membership.MembershipClass;
using static AsiFunctions.Domain.Membership.SupplyChainActivity;

namespace AsiFunctions.Domain.Tests.Certification.Entities;

/// <summary>Facilities, products and who may keep them.</summary>
public sealed class EntityProcedureTests
{
    [Fact]
    public void Entries_get_keys_that_are_never_given_again()
    {
        EntityRegister register = Register.Empty.Do(
            Register.Add(Register.Plant("One")),
            Register.Add(Register.Plant("Two")),
            new CloseFacility(Sample.Mia, "F2"),
            Register.Add(Register.Plant("Two")),   // a closed one's name is free again, its key is not
            Register.Add(Register.Profile()),
            new CloseProduct(Sample.Mia, "P1"),
            Register.Add(Register.Profile()),
            Register.Ps("Works", "F1"),
            new CloseScope(Sample.Mia, "S1"),
            Register.Ps("Works", "F1"));

        Assert.Equal([("F1", true), ("F2", false), ("F3", true)], register.Facilities.Select(f => (f.Key, f.ClosedOn is null)));
        Assert.Equal([("P1", false), ("P2", true)], register.Products.Select(p => (p.Key, p.ClosedOn is null)));
        Assert.Equal([("S1", false), ("S2", true)], register.Scopes.Select(s => (s.Key, s.ClosedOn is null)));
        Assert.Equal(Sample.Day("2026-03-01"), register.Facilities[1].ClosedOn);
    }

    [Fact]
    public void A_change_is_a_line_of_the_timeline()
    {
        Decision<EntityRegister>.Accepted accepted = Assert.IsType<Decision<EntityRegister>.Accepted>(
            Register.Empty.Decide(Register.Add(Register.Plant("  One "))));

        Assert.Equal("One", accepted.Case.Facilities[0].Name);
        Assert.Equal([new CaseEvent("facility-added", Sample.Mia, "F1")], accepted.Events);
        Assert.Empty(accepted.Effects);
    }

    [Fact]
    public void Names_are_unique_among_what_runs()
    {
        EntityRegister register = Register.Empty.Do(
            Register.Add(Register.Plant("One")),
            Register.Add(Register.Plant("Two")),
            Register.Add(Register.Profile("One")),
            Register.Ps("One", "F1"));

        Assert.Equal("name-taken", register.Refused(Register.Add(Register.Plant("ONE"))));
        Assert.Equal("name-taken", register.Refused(new ChangeFacility(Sample.Mia, "F2", Register.Plant("one"))));
        Assert.Equal("name-taken", register.Refused(Register.Add(Register.Profile("one "))));
        Assert.Equal("name-taken", register.Refused(Register.Coc("one", "F2")));
        Assert.Equal(300, register.Do(new ChangeFacility(Sample.Mia, "F1", Register.Plant("One") with { HeadCount = 300 })).Facilities[0].HeadCount);
    }

    [Theory]
    [InlineData("", "NO", 1, "/name required")]
    [InlineData("Works", "XX", 1, "/country not-offered")]
    [InlineData("Works", "no", 1, "/country not-offered")]
    [InlineData("Works", "NO", -1, "/headCount out-of-range")]
    [InlineData("Works", "NO", 1_000_001, "/headCount out-of-range")]
    [InlineData("Works", "NO", 1_000_000, null)]
    [InlineData("Works", "NO", 0, null)]
    [InlineData("Works", "NO", null, null)]
    public void A_facility_is_described_within_bounds(string name, string country, int? headCount, string? fault) =>
        Assert.Equal(fault is null ? [] : [fault], Faults(new FacilityDetails(name, [Casthouses], country, headCount)));

    [Fact]
    public void All_that_is_wrong_with_a_facility_is_told_at_once()
    {
        Assert.Equal(
            ["/name too-long", "/activities required", "/country not-offered", "/headCount out-of-range"],
            Faults(new FacilityDetails(new string('x', 201), [], "", -1)));
        Assert.Equal(["/activities/2 doubled"], Faults(new FacilityDetails(new string('x', 200), [Casthouses, SemiFabrication, Casthouses], "NO")));
        Assert.Equal("too-long", Register.Empty.Refused(Register.Add(Register.Plant(new string('x', 201)))));
    }

    [Theory]
    [InlineData(BauxiteDevelopment)]
    [InlineData(HighPurityAlumina)]
    public void Activities_are_offered_from_their_day(SupplyChainActivity activity)
    {
        Assert.Equal("not-offered", Register.Empty.Refused(Register.Add(Register.Plant("One", activity)), on: "2023-10-31"));
        Assert.IsType<Decision<EntityRegister>.Accepted>(Register.Empty.Decide(Register.Add(Register.Profile("One", activity)), on: "2023-11-01"));
    }

    [Fact]
    public void Only_the_members_own_people_keep_it()
    {
        Assert.Equal("wrong-role", Register.Empty.Refused(new AddFacility(Sample.Sasha, Register.Plant())));
        Assert.Empty(Register.Empty.Do(Register.Add(Register.Plant())).Scopes);
    }

    [Fact]
    public void A_suspended_member_goes_on_and_one_that_ended_does_not()
    {
        EntityCommand command = Register.Add(Register.Plant());

        Assert.IsType<Decision<EntityRegister>.Accepted>(
            Register.Empty.Decide(command, status: new MemberStatus.Suspended(SuspensionReason.CertificationOverdue, Text: null, ByDuty: true)));
        Decision<EntityRegister> ended = Register.Empty.Decide(
            command, status: new MemberStatus.Ended(MembershipEnd.OperationalPriorities, Text: null, Into: null));
        Assert.Equal("over", Assert.IsType<Decision<EntityRegister>.Refused>(ended).Code);
    }

    [Theory]
    [InlineData(ProductionAndTransformation, true)]
    [InlineData(IndustrialUsers, true)]
    [InlineData(CivilSociety, false)]
    [InlineData(DownstreamSupporters, false)]
    [InlineData(Associations, false)]
    [InlineData(GeneralSupporters, false)]
    public void Only_PT_and_IU_members_may_open_a_scope(MembershipClass @class, bool may)
    {
        EntityRegister register = Register.Empty.Do(Register.Add(Register.Plant()), Register.Ps("Before", "F1"));

        Decision<EntityRegister>[] decisions =
        [
            register.Decide(Register.Ps("Works", "F1"), @class),
            register.Decide(new ChangeScope(Sample.Mia, "S1", Register.Over("Wider", "F1")), @class),
        ];
        Assert.All(decisions, decision => Assert.Equal(may ? null : "class-not-certified", (decision as Decision<EntityRegister>.Refused)?.Code));
        Assert.IsType<Decision<EntityRegister>.Accepted>(register.Decide(new CloseScope(Sample.Mia, "S1"), @class));
        Assert.IsType<Decision<EntityRegister>.Accepted>(register.Decide(Register.Add(Register.Plant("Another")), @class));
    }

    [Fact]
    public void What_is_closed_or_unknown_does_not_change()
    {
        EntityRegister register = Register.Empty.Do(
            Register.Add(Register.Plant()),
            Register.Add(Register.Profile()),
            Register.Ps("Works", "F1"),
            new CloseScope(Sample.Mia, "S1"),
            new CloseFacility(Sample.Mia, "F1"),
            new CloseProduct(Sample.Mia, "P1"));
        Func<string, EntityCommand>[] commands =
        [
            n => new ChangeFacility(Sample.Mia, $"F{n}", Register.Plant()),
            n => new CloseFacility(Sample.Mia, $"F{n}"),
            n => new ChangeProduct(Sample.Mia, $"P{n}", Register.Profile()),
            n => new CloseProduct(Sample.Mia, $"P{n}"),
            n => new ChangeScope(Sample.Mia, $"S{n}", Register.Over("Works", "F1")),
            n => new CloseScope(Sample.Mia, $"S{n}"),
        ];

        Assert.All(commands, command => Assert.Equal("closed", register.Refused(command("1"))));
        Assert.All(commands, command => Assert.Equal("no-such-entry", register.Refused(command("2"))));
    }

    [Fact]
    public void A_register_has_its_limits()
    {
        EntityRegister register = Register.Empty;
        for (int i = 0; i < EntityProcedure.MostFacilities; i++)
        {
            register = register.Do(Register.Add(Register.Plant($"Works {i}")));
        }

        Assert.Equal("too-many", register.Refused(Register.Add(Register.Plant("One more"))));
    }

    private static IEnumerable<string> Faults(FacilityDetails details) =>
        EntityChecks.Of(details, Sample.Day("2026-03-01")).Select((Fault fault) => $"{fault.Pointer} {fault.Code}");
}
