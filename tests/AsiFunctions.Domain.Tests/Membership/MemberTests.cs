using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Membership;
using static AsiFunctions.Domain.Membership.MemberCommand;
using static AsiFunctions.Domain.Membership.MembershipClass;

namespace AsiFunctions.Domain.Tests.Membership;

public sealed class MemberTests
{
    private static readonly CaseId Other = CaseId.From("MEM", 4711);

    [Theory]
    [InlineData(IndustrialUsers, DownstreamSupporters)]
    [InlineData(DownstreamSupporters, IndustrialUsers)]
    public void Industrial_users_and_downstream_supporters_change_both_ways_without_a_reason(MembershipClass from, MembershipClass to)
    {
        Member member = Do(Joined(from), new ChangeClass(Sample.Sasha, to, Reason: null, Size: null));

        Assert.Equal(to, member.Class);
        Assert.Equal(from, member.Classes.On(Sample.Day("2026-05-31")));
        Assert.Equal(to, member.Classes.On(Sample.Day("2026-06-01")));
    }

    [Fact]
    public void Other_changes_of_class_need_a_reason()
    {
        Member member = Joined(IndustrialUsers, SupplyChainActivity.SemiFabrication);

        Assert.Equal("reason-required", Refused(member, new ChangeClass(Sample.Sasha, ProductionAndTransformation, " ", null)).Code);
        Assert.Equal(
            ProductionAndTransformation, Do(member, new ChangeClass(Sample.Sasha, ProductionAndTransformation, "Bought a casthouse.", null)).Class);
    }

    [Fact]
    public void A_member_that_mines_refines_or_smelts_stays_in_PT()
    {
        Member member = Joined(ProductionAndTransformation, SupplyChainActivity.AluminiumSmelting);

        Assert.Equal("class-forced", Refused(member, new ChangeClass(Sample.Sasha, GeneralSupporters, "Wants out.", null)).Code);
        Assert.Equal(
            "class-forced",
            Refused(Joined(IndustrialUsers), new RecordDetails(Sample.Sasha, member.Details)).Code);   // nor does an activity slip in by the details
    }

    [Fact]
    public void Across_the_divide_of_turnover_and_staff_a_new_size_declaration_is_needed()
    {
        Member member = Joined(GeneralSupporters);

        Assert.Equal("size-required", Refused(member, new ChangeClass(Sample.Sasha, Associations, "Became an association.", null)).Code);
        Assert.Equal(
            "size-basis",
            Refused(member, new ChangeClass(Sample.Sasha, Associations, "Became an association.", SizeDeclaration.OfTurnover(1, 2025))).Code);
        Member changed = Do(member, new ChangeClass(Sample.Sasha, Associations, "Became an association.", SizeDeclaration.OfStaff(12)));
        Assert.Equal(SizeBand.Small, changed.Size.Band);
        Assert.Equal(SizeBand.Medium, changed.Sizes.On(Sample.Day("2026-05-31")).Band);
    }

    [Fact]
    public void The_same_class_again_is_no_change() =>
        Assert.Equal("no-change", Refused(Joined(IndustrialUsers), new ChangeClass(Sample.Sasha, IndustrialUsers, "Really.", null)).Code);

    [Fact]
    public void Size_follows_the_class_of_the_member()
    {
        Member member = Joined(IndustrialUsers);

        Assert.Equal("size-basis", Refused(member, new UpdateSize(Sample.Sasha, SizeDeclaration.OfStaff(3))).Code);
        Member updated = Do(member, new UpdateSize(Sample.Sasha, SizeDeclaration.OfTurnover(2_000_000_000, 2026)));
        Assert.Equal(SizeBand.Large, updated.Size.Band);
        Assert.Equal(2025, updated.Sizes.On(Sample.Day("2026-05-31")).Year);
    }

    [Fact]
    public void A_suspension_hides_a_member_until_it_is_reinstated()
    {
        Member suspended = Do(Joined(IndustrialUsers), new Suspend(Sample.Sasha, SuspensionReason.NonPayment, Text: null));
        Assert.Equal("suspended", suspended.StateName);
        Assert.True(suspended.IsMemberOn(Sample.Day("2026-06-01")));
        Assert.Equal("already-decided", Refused(suspended, new Suspend(Sample.Sasha, SuspensionReason.Other, "Again.")).Code);

        Member reinstated = Do(suspended, new Reinstate(Sample.Sasha, "Paid."), "2026-06-10");
        Assert.Equal("active", reinstated.StateName);
        Assert.Equal(["active", "suspended", "active"], reinstated.Statuses.Rows.Select(r => r.Value.Name));
        Assert.Equal("already-decided", Refused(reinstated, new Reinstate(Sample.Sasha, null), "2026-06-11").Code);
    }

    [Fact]
    public void What_happens_twice_on_a_day_leaves_the_last_word()
    {
        Member suspended = Do(Joined(IndustrialUsers), new Suspend(Sample.Sasha, SuspensionReason.NonPayment, Text: null));
        Member reinstated = Do(suspended, new Reinstate(Sample.Sasha, "Paid yesterday."));

        Assert.Equal("active", reinstated.Statuses.On(Sample.Day("2026-06-01")).Name);
        Assert.DoesNotContain(reinstated.Statuses.Rows, r => r.Value is MemberStatus.Suspended);
    }

    [Fact]
    public void A_membership_ends_with_a_coded_reason_and_then_its_record_rests()
    {
        Member ended = Do(Joined(IndustrialUsers), new End(Sample.Sasha, MembershipEnd.OperationalPriorities, Text: null, Into: null));

        Assert.Equal("ended", ended.StateName);
        Assert.True(ended.IsMemberOn(Sample.Day("2026-05-31")));
        Assert.False(ended.IsMemberOn(Sample.Day("2026-06-01")));   // the first day without it
        Assert.IsType<Step.End>(MemberProcedure.Next(ended));
        foreach (MemberCommand command in (MemberCommand[])[
            new ChangeClass(Sample.Sasha, DownstreamSupporters, "x", null), new UpdateSize(Sample.Sasha, SizeDeclaration.OfTurnover(1, 2025)),
            new Suspend(Sample.Sasha, SuspensionReason.Other, "x"), new Reinstate(Sample.Sasha, "x"),
            new End(Sample.Sasha, MembershipEnd.Expelled, "x", null), new RecordDetails(Sample.Sasha, ended.Details)])
        {
            Decision<Member>.Refused refused = Refused(ended, command, "2026-07-01");
            Assert.Equal("over", refused.Code);
            Assert.Equal("The membership ended on 1 June 2026; its record does not change any more.", refused.Message);
        }
    }

    [Fact]
    public void Other_reasons_are_told_in_words()
    {
        Assert.Equal("reason-required", Refused(Joined(IndustrialUsers), new End(Sample.Sasha, MembershipEnd.Other, " ", null)).Code);
        Assert.Equal("reason-required", Refused(Joined(IndustrialUsers), new Suspend(Sample.Sasha, SuspensionReason.Other, null)).Code);
    }

    [Theory]
    [InlineData(MembershipEnd.AcquiredByMember, false)]
    [InlineData(MembershipEnd.MergedWithMember, false)]
    [InlineData(MembershipEnd.AbsorbedIntoGroup, false)]
    [InlineData(MembershipEnd.OperationalPriorities, true)]
    [InlineData(MembershipEnd.NonPayment, true)]
    [InlineData(MembershipEnd.CertificationDeadlineMissed, true)]
    [InlineData(MembershipEnd.RecertificationMissed, true)]
    [InlineData(MembershipEnd.Expelled, true)]
    [InlineData(MembershipEnd.Other, true)]
    public void Who_stays_under_another_member_is_not_lost_and_the_other_member_is_named(MembershipEnd reason, bool lost)
    {
        Member member = Joined(IndustrialUsers);

        Assert.Equal(lost, reason.IsTrueLoss);
        Assert.Equal("successor", Refused(member, new End(Sample.Sasha, reason, "As they wrote.", lost ? Other : null)).Code);
        Member ended = Do(member, new End(Sample.Sasha, reason, "As they wrote.", lost ? null : Other));
        Assert.Equal(lost ? null : Other, Assert.IsType<MemberStatus.Ended>(ended.Status).Into);
        Assert.Equal("successor", Refused(member, new End(Sample.Sasha, reason, "As they wrote.", member.Id)).Code);
        Assert.Equal("successor", Refused(member, new End(Sample.Sasha, reason, "As they wrote.", CaseId.From("APP", 1))).Code);
    }

    [Theory]
    [InlineData("2026-02-17")]   // before joining
    [InlineData("2026-06-02")]   // tomorrow
    public void A_change_holds_from_a_day_between_joining_and_today(string from) => Assert.Equal(
        "date-out-of-range",
        Refused(Joined(IndustrialUsers), new Suspend(Sample.Sasha, SuspensionReason.NonPayment, null) { From = Sample.Day(from) }).Code);

    [Fact]
    public void A_change_may_be_dated_back_but_not_before_what_is_on_record()
    {
        Member member = Do(
            Joined(IndustrialUsers), new ChangeClass(Sample.Sasha, DownstreamSupporters, null, null) { From = Sample.Day("2026-04-01") });

        Assert.Equal(DownstreamSupporters, member.Classes.On(Sample.Day("2026-04-01")));
        Assert.Equal(
            "date-out-of-range",
            Refused(member, new ChangeClass(Sample.Sasha, IndustrialUsers, null, null) { From = Sample.Day("2026-03-31") }).Code);
    }

    [Fact]
    public void Only_the_Secretariat_changes_the_record() =>
        Assert.Equal("wrong-role", Refused(Joined(IndustrialUsers), new Reinstate(Sample.Mia, "Please.")).Code);

    [Fact]
    public void New_details_are_taken_as_they_are()
    {
        Member member = Joined(IndustrialUsers);
        MemberDetails moved = member.Details with { Organisation = member.Details.Organisation with { Country = "SE" } };

        Assert.Equal("SE", Do(member, new RecordDetails(Sample.Sasha, moved)).Details.Organisation.Country);
    }

    [Fact]
    public void Nothing_runs_while_a_membership_lasts() => Assert.IsType<Step.Rest>(MemberProcedure.Next(Joined(IndustrialUsers)));

    internal static Member Joined(MembershipClass @class, params IReadOnlyList<SupplyChainActivity> activities) => MemberProcedure.Join(
        Admission.Submitted(answers: Sample.Answers(@class, activities)).Case,
        new JoinDate(Sample.Day("2026-02-18"), JoinEvent.Payment, "join date by payment, terms from 2015-06-01")).Case;

    internal static Member Do(Member member, MemberCommand command, string on = "2026-06-01") =>
        Assert.IsType<Decision<Member>.Accepted>(MemberProcedure.Decide(member, command, Sample.Noon(on))).Case;

    private static Decision<Member>.Refused Refused(Member member, MemberCommand command, string on = "2026-06-01") =>
        Assert.IsType<Decision<Member>.Refused>(MemberProcedure.Decide(member, command, Sample.Noon(on)));
}
