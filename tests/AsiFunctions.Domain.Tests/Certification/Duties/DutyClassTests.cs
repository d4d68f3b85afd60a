using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Tests.Membership;
using static AsiFunctions.Domain.Certification.Duties.DutyCommand;
using static AsiFunctions.Domain.Membership.MembershipClass;

namespace AsiFunctions.Domain.Tests.Certification.Duties;

/// <summary>What a change of class does to the clock: it starts, stops, and never silently resets.</summary>
public sealed class DutyClassTests
{
    [Fact]
    public void From_DS_to_IU_a_clock_starts_on_the_day_of_the_switch()
    {
        DutyStory story = DutyStory.Joined("2022-02-18", DownstreamSupporters).MoveTo("2024-02-29").Switch(IndustrialUsers);

        Assert.Equal("running first-certification 2026-02-28", story.Stand);
        Assert.Equal(1, story.Duty.Clock);
        story.MoveTo("2024-08-28");
        Assert.Equal("2024-08-28 certification-reminder-no-self-assessment P18M", story.Mails.Last());
    }

    [Fact]
    public void The_switch_counts_from_the_day_for_which_it_is_recorded()
    {
        DutyStory story = DutyStory.Joined("2022-02-18", DownstreamSupporters).MoveTo("2024-05-10")
            .Do(new MemberCommand.ChangeClass(Sample.Sasha, IndustrialUsers, Reason: null, Size: null) { From = Sample.Day("2024-05-01") });

        Assert.Equal("running first-certification 2026-05-01", story.Stand);
    }

    [Fact]
    public void From_IU_to_DS_the_clock_stops()
    {
        DutyStory story = DutyStory.Joined("2024-02-18").MoveTo("2025-03-01").Switch(DownstreamSupporters);

        Assert.Equal("stopped class-switched 2025-03-01", story.Stand);
        Assert.Equal(["first-certification 2026-02-18 stopped 2025-03-01"], story.Past);
        Assert.DoesNotContain(story.MoveTo("2030-01-01").Mails, m => m.Contains("cured", StringComparison.Ordinal));
        Assert.Equal("active", story.Member.StateName);
    }

    [Fact]
    public void Back_in_IU_without_a_certificate_people_decide_and_no_clock_runs_until_then()
    {
        DutyStory story = DutyStory.Joined("2024-02-18").MoveTo("2025-03-01").Switch(DownstreamSupporters).MoveTo("2025-06-01").Switch(
            IndustrialUsers);

        Assert.Equal("undecided", story.Stand);
        Assert.Equal(2, story.Duty.Clock);
        Assert.Null(story.Next.WakesAt);
        Assert.Equal(
            ["2025-06-01 class-changed", "2025-06-01 certification-clock-undecided → asi"],
            story.Mails.TakeLast(2).Order(StringComparer.Ordinal).Reverse());
        Assert.Equal("active", story.MoveTo("2030-01-01").Member.StateName);
        Assert.Equal("reason-required", story.Refused(new ContinueClock(Sample.Sasha, null)));
        Assert.Equal("reason-required", story.Refused(new NewClock(Sample.Sasha, " ")));
    }

    [Fact]
    public void The_old_clock_goes_on_with_its_date_ahead()
    {
        DutyStory story = Undecided("2025-06-01").MoveTo("2025-06-20").Do(new ContinueClock(Sample.Sasha, "They were away for three months."));

        Assert.Equal("running first-certification 2026-02-18", story.Stand);
        Assert.Equal("already-decided", story.Refused(new ContinueClock(Sample.Sasha, "Again.")));
        Assert.Equal("already-decided", story.Refused(new NewClock(Sample.Sasha, "Again.")));
        story.MoveTo("2026-02-19");
        Assert.Equal("missed first-certification 2026-02-18, grace until 2026-08-18", story.Stand);
    }

    [Fact]
    public void The_old_clock_goes_on_with_its_date_past_and_the_whole_grace_from_the_decision()
    {
        DutyStory story = Undecided("2027-06-01").MoveTo("2027-06-20").Do(new ContinueClock(Sample.Sasha, "The clock does not reset."));

        Assert.Equal("missed first-certification 2026-02-18, grace until 2027-12-20", story.Stand);
        Assert.Equal("2027-06-20 suspended", story.Standing.Last());
        Assert.Equal("2027-12-21 ended", story.MoveTo("2027-12-21").Standing.Last());
    }

    [Fact]
    public void The_old_clock_goes_on_with_its_extension()
    {
        DutyStory story = DutyStory.Joined("2024-02-18").MoveTo("2025-01-10").Do(new Extend(Sample.Sasha, Sample.Day("2026-12-31"), "A flood."))
            .MoveTo("2025-03-01").Switch(DownstreamSupporters).MoveTo("2025-06-01").Switch(IndustrialUsers)
            .Do(new ContinueClock(Sample.Sasha, "The clock does not reset."));

        Assert.Equal("running first-certification 2026-12-31", story.Stand);
    }

    [Fact]
    public void A_new_clock_counts_from_the_switch()
    {
        DutyStory story = Undecided("2027-06-01").MoveTo("2027-06-20").Do(new NewClock(Sample.Sasha, "Another business than before."));

        Assert.Equal("running first-certification 2029-06-01", story.Stand);
        Assert.Equal(
            ["clock-stopped", "clock-undecided", "clock-new"],
            story.Timeline.Where(e => e.What.StartsWith("clock-", StringComparison.Ordinal)).Skip(1).Select(e => e.What));
    }

    [Fact]
    public void With_a_certificate_that_still_stands_nothing_is_to_be_decided()
    {
        DutyStory story = DutyStory.Joined("2024-02-18").MoveTo("2025-03-01").Record(TestCertificates.Full(1, "2025-03-01"))
            .MoveTo("2025-06-01").Switch(DownstreamSupporters).MoveTo("2026-06-01").Switch(IndustrialUsers);

        Assert.Equal("running recertification 2028-02-29", story.Stand);
        Assert.Equal(2, story.Duty.Clock);
    }

    [Fact]
    public void A_certificate_decides_what_was_undecided()
    {
        DutyStory story = Undecided("2025-06-01").MoveTo("2025-09-01").Record(TestCertificates.Full(1, "2025-09-01"));

        Assert.Equal("running recertification 2028-08-31", story.Stand);
    }

    [Fact]
    public void The_numbers_of_the_clocks_grow()
    {
        DutyStory story = DutyStory.Joined("2024-02-18");
        List<int> clocks = [story.Duty.Clock];
        for (int i = 0; i < 3; i++)
        {
            clocks.Add(story.Switch(DownstreamSupporters).Duty.Clock);
            clocks.Add(story.Switch(IndustrialUsers).Duty.Clock);
        }

        Assert.Equal([1, 1, 2, 2, 3, 3, 4], clocks);
    }

    [Fact]
    public void Between_classes_that_certify_the_clock_goes_on_as_it_does()
    {
        DutyStory story = DutyStory.Joined("2024-02-18", ProductionAndTransformation).MoveTo("2025-03-01")
            .Do(new MemberCommand.ChangeClass(Sample.Sasha, IndustrialUsers, "Sold the casthouse.", Size: null));

        Assert.Equal("running first-certification 2026-02-18", story.Stand);
        Assert.Equal(1, story.Duty.Clock);
    }

    [Fact]
    public void Before_the_duty_is_taken_over_such_a_change_starts_no_clock_of_its_own()
    {
        DutyStory story = DutyStory.OfRecords("2024-02-18", today: "2025-03-01", ProductionAndTransformation)
            .Do(new MemberCommand.ChangeClass(Sample.Sasha, IndustrialUsers, "Sold the casthouse.", Size: null));
        Assert.Equal("none", story.Stand);

        Assert.Equal("running first-certification 2026-02-18", story.Found().Stand);
    }

    [Fact]
    public void Between_classes_that_do_not_certify_nothing_happens()
    {
        DutyStory story = DutyStory.Joined("2024-02-18", DownstreamSupporters)
            .Do(new MemberCommand.ChangeClass(Sample.Sasha, GeneralSupporters, "Trades only.", Size: null));

        Assert.Equal("none", story.Stand);
        Assert.Empty(story.Timeline);
    }

    private static DutyStory Undecided(string since) =>
        DutyStory.Joined("2024-02-18").MoveTo("2025-03-01").Switch(DownstreamSupporters).MoveTo(since).Switch(IndustrialUsers);
}
