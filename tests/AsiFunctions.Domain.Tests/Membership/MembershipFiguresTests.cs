using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Time;
using static AsiFunctions.Domain.Membership.MembershipClass;

namespace AsiFunctions.Domain.Tests.Membership;

/// <summary>Questions to the members' histories.</summary>
public sealed class MembershipFiguresTests
{
    [Fact]
    public void Members_of_a_day_are_counted_by_the_class_and_size_of_that_day()
    {
        Member changed = MemberTests.Do(
            MemberTests.Joined(IndustrialUsers), new MemberCommand.ChangeClass(Sample.Sasha, DownstreamSupporters, null, null));
        Member ended = MemberTests.Do(MemberTests.Joined(CivilSociety), new MemberCommand.End(Sample.Sasha, MembershipEnd.Expelled, "x", null));
        Member suspended = MemberTests.Do(
            MemberTests.Joined(IndustrialUsers), new MemberCommand.Suspend(Sample.Sasha, SuspensionReason.NonPayment, null));
        Member[] members = [changed, ended, suspended];

        Assert.Equal(0, MembershipFigures.Count(members, Sample.Day("2026-02-17")).Total);

        MembershipFigures before = MembershipFigures.Count(members, Sample.Day("2026-05-31"));
        Assert.Equal(3, before.Total);
        Assert.Equal(2, before.ByClass[IndustrialUsers]);
        Assert.Equal(1, before.ByClassAndBand[(CivilSociety, SizeBand.Small)]);

        MembershipFigures after = MembershipFigures.Count(members, Sample.Day("2026-06-01"));
        Assert.Equal(2, after.Total);   // the suspended one is a member all the same
        Assert.Equal(1, after.ByClass[DownstreamSupporters]);
        Assert.DoesNotContain(CivilSociety, after.ByClass.Keys);
    }

    [Fact]
    public void Twelve_did_not_renew_six_stayed_under_ASI_and_six_are_lost_of_161()
    {
        MembershipEnd[] ends =
        [
            .. Enumerable.Repeat(MembershipEnd.AcquiredByMember, 3),
            MembershipEnd.MergedWithMember,
            .. Enumerable.Repeat(MembershipEnd.AbsorbedIntoGroup, 2),
            .. Enumerable.Repeat(MembershipEnd.OperationalPriorities, 6),
        ];
        List<Member> members = [.. Enumerable.Repeat(Since("2016-01-01"), 161)];
        members.AddRange(ends.Select(reason => Since("2015-06-01") with
        {
            Statuses = History.From<MemberStatus>(Sample.Day("2015-06-01"), new MemberStatus.Active())
                .With(Sample.Day("2020-12-31"), new MemberStatus.Ended(reason, null, reason.IsTrueLoss ? null : CaseId.From("MEM", 1))),
        }));

        RetentionFigures figures = RetentionFigures.Count(members, Sample.Day("2015-01-01"), Sample.Day("2020-12-31"));

        Assert.Equal((12, 6, 6, 161), (figures.Ended, figures.UnderAnotherMember, figures.Lost, figures.Denominator));
        Assert.Equal(3.7m, Math.Round(figures.LostPercent!.Value, 1));   // as M&E Insights prints it, March 2021, section 6
        Assert.Equal(0, RetentionFigures.Count(members, Sample.Day("2021-01-01"), Sample.Day("2021-12-31")).Ended);
        Assert.Null(RetentionFigures.Count([], Sample.Day("2021-01-01"), Sample.Day("2021-12-31")).LostPercent);
    }

    private static Member Since(string day)
    {
        Member member = MemberTests.Joined(IndustrialUsers);
        return member with
        {
            Joined = member.Joined with { On = Sample.Day(day) },
            Classes = History.From(Sample.Day(day), member.Class),
            Sizes = History.From(Sample.Day(day), member.Size),
            Statuses = History.From<MemberStatus>(Sample.Day(day), new MemberStatus.Active()),
        };
    }
}
