using AsiFunctions.Domain.Certification.Duties;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Tests.Membership;
using static AsiFunctions.Domain.Certification.Duties.DutyCommand;

namespace AsiFunctions.Domain.Tests.Certification.Duties;

/// <summary>What the Secretariat decides: extensions, and pauses of the clock.</summary>
public sealed class DutyDecisionTests
{
    [Fact]
    public void Extended_twice_each_date_stays_on_record_and_the_milestones_of_the_last_one_come()
    {
        DutyStory story = DutyStory.Joined("2024-02-18").MoveTo("2026-01-20");
        int before = story.Mails.Count();

        story.Do(Extension("2026-08-18")).MoveTo("2026-06-01").Do(Extension("2026-12-31")).MoveTo("2027-01-01");

        Assert.Equal(
            [
                "2026-01-20 certification-extended",
                "2026-02-18 certification-reminder-no-self-assessment P6M",
                "2026-02-18 certification-milestone P6M → asi",
                "2026-05-18 certification-reminder-no-self-assessment P3M",
                "2026-05-18 certification-milestone P3M → asi",
                "2026-06-01 certification-extended",
                "2026-06-30 certification-reminder-no-self-assessment P6M",   // six months before the last day of the year
                "2026-06-30 certification-milestone P6M → asi",
                "2026-09-30 certification-reminder-no-self-assessment P3M",
                "2026-09-30 certification-milestone P3M → asi",
                "2026-10-31 certification-reminder-no-self-assessment P2M",
                "2026-10-31 certification-milestone P2M → asi",
                "2026-11-30 certification-reminder-no-self-assessment P1M",
                "2026-11-30 certification-milestone P1M → asi",
                "2026-12-17 certification-reminder-no-self-assessment P14D",
                "2026-12-17 certification-milestone P14D → asi",
                "2027-01-01 certification-missed",
                "2027-01-01 certification-missed → asi",
            ],
            story.Mails.Skip(before));
        Assert.Equal(
            ["2026-02-18 → 2026-08-18", "2026-08-18 → 2026-12-31"],
            story.Duty.Changes.Select(c => $"{c.Before.On:yyyy-MM-dd} → {c.After.On:yyyy-MM-dd}"));
        Assert.All(story.Duty.Changes, c => Assert.Equal(("extension", Sample.Sasha, "A flood."), (c.Cause, c.By, c.Reason)));
        Assert.Equal("extended on 2026-06-01 from 2026-08-18", story.Goal!.Due.Rule);
        Assert.Equal(Sample.Day("2026-02-18"), story.Duty.First!.Due.On);
    }

    [Theory]
    [InlineData("2026-02-17", "A flood.", "date-out-of-range")]   // before the old date
    [InlineData("2026-02-18", "A flood.", "date-out-of-range")]
    [InlineData("2026-06-30", " ", "reason-required")]
    [InlineData("2026-06-30", null, "reason-required")]
    public void An_extension_is_later_than_the_old_date_and_has_a_reason(string to, string? reason, string code) =>
        Assert.Equal(code, DutyStory.Joined("2024-02-18").MoveTo("2026-01-01").Refused(new Extend(Sample.Sasha, Sample.Day(to), reason)));

    [Theory]
    [InlineData("2026-05-31")]
    [InlineData("2026-06-01")]   // today
    public void An_extension_is_later_than_today(string to) =>
        Assert.Equal("date-out-of-range", DutyStory.Joined("2024-02-18").MoveTo("2026-06-01").Refused(Extension(to)));

    [Fact]
    public void A_provisional_certificate_is_not_extended_here() => Assert.Equal(
        "conversion",
        DutyStory.Joined("2024-02-18").MoveTo("2025-03-01").Record(TestCertificates.Provisional(1, "2025-03-01")).Refused(Extension("2027-01-01")));

    [Fact]
    public void Nothing_is_extended_where_no_clock_runs()
    {
        Assert.Equal("out-of-order", DutyStory.Joined("2024-02-18", MembershipClass.GeneralSupporters).Refused(Extension("2027-01-01")));
        Assert.Equal("out-of-order", DutyStory.Joined("2024-02-18").Do(Pause()).Refused(Extension("2027-01-01")));
        Assert.Equal("out-of-order", DutyStory.Joined("2024-02-18").MoveTo("2027-01-01").Refused(Extension("2028-01-01")));   // forfeited
    }

    [Fact]
    public void An_extension_that_comes_after_the_grace_comes_too_late_also_when_nobody_had_noticed() => Assert.Equal(
        "out-of-order", DutyStory.Joined("2024-02-18").MoveTo("2026-08-18").At(Sample.Midnight("2026-08-19")).Refused(Extension("2027-01-01")));

    [Fact]
    public void Only_the_Secretariat_decides_and_a_member_may_renew_its_calendar_link()
    {
        DutyStory story = DutyStory.Joined("2024-02-18");

        Assert.Equal("wrong-role", story.Refused(new Extend(Sample.Mia, Sample.Day("2027-01-01"), "Please.")));
        Assert.Equal("wrong-role", story.Refused(new DutyCommand.Pause(Sample.Mia, "Please.")));
        Assert.Equal(2, story.Do(new RenewCalendar(Sample.Mia)).Do(new RenewCalendar(Sample.Mia)).Duty.CalendarFeed);
    }

    [Fact]
    public void A_pause_moves_the_date_by_the_days_that_did_not_count()
    {
        DutyStory story = DutyStory.Joined("2024-02-18").MoveTo("2025-02-01").Do(Pause());
        Assert.Equal("paused", story.Stand);
        Assert.Null(story.Next.WakesAt);

        story.MoveTo("2025-03-03").Do(Resume()).MoveTo("2025-03-20");   // 30 days

        Assert.Equal("running first-certification 2026-03-20", story.Stand);
        Assert.Equal("paused from 2025-02-01 to 2025-03-03, before 2026-02-18", story.Goal!.Due.Rule);
        Assert.Equal(
            [
                "2025-02-01 certification-paused",
                "2025-03-03 certification-resumed",
                "2025-03-20 certification-reminder-no-self-assessment P12M",   // once, by the new date
            ],
            story.Mails.Skip(1));
    }

    [Fact]
    public void While_the_clock_is_paused_no_date_passes()
    {
        DutyStory story = DutyStory.Joined("2024-02-18").MoveTo("2026-02-10").Do(Pause()).MoveTo("2027-02-10");
        Assert.Equal("active", story.Member.StateName);

        story.Do(Resume());
        Assert.Equal("running first-certification 2027-02-18", story.Stand);
        Assert.Equal("suspended", story.MoveTo("2027-02-19").Member.StateName);
    }

    [Fact]
    public void A_pause_during_the_grace_moves_the_end_of_the_grace_and_lifts_no_suspension()
    {
        DutyStory story = DutyStory.Joined("2024-02-18").MoveTo("2026-03-01").Do(Pause()).MoveTo("2026-04-01").Do(Resume());   // 31 days

        Assert.Equal("missed first-certification 2026-02-18, grace until 2026-09-18", story.Stand);
        Assert.Equal("suspended", story.Member.StateName);
        story.MoveTo("2026-09-19");
        Assert.Equal("ended", story.Member.StateName);
        Assert.Contains("2026-08-18 certification-grace-reminder P1M", story.Mails);
    }

    [Theory]
    [InlineData("2025-02-01", "running first-certification 2026-02-18")]
    [InlineData("2026-03-01", "missed first-certification 2026-02-18, grace until 2026-08-18")]
    public void A_pause_of_no_days_moves_nothing(string day, string stand)
    {
        DutyStory story = DutyStory.Joined("2024-02-18").MoveTo(day).Do(Pause()).Do(Resume());

        Assert.Equal(stand, story.Stand);
        Assert.Empty(story.Duty.Changes);
    }

    [Fact]
    public void Paused_again_and_extended_the_dates_follow_from_one_another()
    {
        DutyStory story = DutyStory.Joined("2024-02-18").MoveTo("2025-02-01").Do(Pause()).MoveTo("2025-02-11").Do(Resume())
            .Do(Extension("2026-06-30"))
            .MoveTo("2025-05-01").Do(Pause()).MoveTo("2025-05-02").Do(Resume());
        Assert.Equal("running first-certification 2026-07-01", story.Stand);

        story.Record(TestCertificates.ChainOfCustody(1, "2025-05-02", "2026-05-02", "F1"));   // has no say in it
        Assert.Equal("running first-certification 2026-07-01", story.Stand);
    }

    [Fact]
    public void A_certificate_meets_a_duty_whose_clock_is_paused()
    {
        DutyStory running = DutyStory.Joined("2024-02-18").MoveTo("2026-02-10").Do(Pause()).MoveTo("2026-05-01").Record(
            TestCertificates.Full(1, "2026-05-01"));
        Assert.Equal("running recertification 2029-04-30", running.Stand);

        DutyStory missed = DutyStory.Joined("2024-02-18").MoveTo("2026-03-10").Do(Pause()).MoveTo("2027-05-01").Record(
            TestCertificates.Full(1, "2027-05-01"));
        Assert.Equal("active", missed.Member.StateName);
        Assert.Equal(["first-certification 2026-02-18 cured 2027-05-01"], missed.Past);
    }

    [Fact]
    public void Pausing_and_resuming_have_reasons_and_an_order()
    {
        DutyStory story = DutyStory.Joined("2024-02-18");

        Assert.Equal("out-of-order", story.Refused(Resume()));
        Assert.Equal("reason-required", story.Refused(new DutyCommand.Pause(Sample.Sasha, "")));
        story.Do(Pause());
        Assert.Equal("out-of-order", story.Refused(Pause()));
        Assert.Equal("reason-required", story.Refused(new Resume(Sample.Sasha, null)));
    }

    private static Extend Extension(string to) => new(Sample.Sasha, Sample.Day(to), "A flood.");

    private static DutyCommand.Pause Pause() => new(Sample.Sasha, "A flood.");

    private static Resume Resume() => new(Sample.Sasha, "The water has gone.");
}
