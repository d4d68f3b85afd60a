using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Tests.Membership;

namespace AsiFunctions.Domain.Tests.Certification.Duties;

/// <summary>The whole two years, and what the messages say on the way.</summary>
public sealed class TwoYearsTests
{
    [Fact]
    public void A_member_who_never_certifies_is_reminded_suspended_on_the_day_and_forfeits_after_the_grace()
    {
        DutyStory story = DutyStory.Joined("2024-02-29", MembershipClass.ProductionAndTransformation);

        story.MoveTo("2026-08-28");
        Assert.Equal(["2024-02-29 active", "2026-03-01 suspended"], story.Standing);
        Assert.Equal("missed first-certification 2026-02-28, grace until 2026-08-28", story.Stand);   // six months, counted from the due date

        story.MoveTo("2026-08-29");
        Assert.Equal("stopped forfeited 2026-08-29", story.Stand);
        Assert.Equal(["2024-02-29 active", "2026-03-01 suspended", "2026-08-29 ended"], story.Standing);
        Assert.Equal(MembershipEnd.CertificationDeadlineMissed, Assert.IsType<MemberStatus.Ended>(story.Member.Status).Reason);
        Assert.Equal(["first-certification 2026-02-28 forfeited 2026-08-29"], story.Past);
        Assert.Null(story.Next.WakesAt);
        Assert.Equal(
            [
                "2024-08-28 certification-reminder-no-self-assessment P18M",
                "2025-02-28 certification-reminder-no-self-assessment P12M",
                "2025-05-28 certification-reminder-no-self-assessment P9M",
                "2025-08-28 certification-reminder-no-self-assessment P6M",
                "2025-08-28 certification-milestone P6M → asi",
                "2025-11-28 certification-reminder-no-self-assessment P3M",
                "2025-11-28 certification-milestone P3M → asi",
                "2025-12-28 certification-reminder-no-self-assessment P2M",
                "2025-12-28 certification-milestone P2M → asi",
                "2026-01-28 certification-reminder-no-self-assessment P1M",
                "2026-01-28 certification-milestone P1M → asi",
                "2026-02-14 certification-reminder-no-self-assessment P14D",
                "2026-02-14 certification-milestone P14D → asi",
                "2026-03-01 certification-missed",
                "2026-03-01 certification-missed → asi",
                "2026-07-28 certification-grace-reminder P1M",
                "2026-08-29 certification-forfeited",
                "2026-08-29 certification-forfeited → asi",
            ],
            story.Mails);   // and none from the member's record beside
    }

    [Fact]
    public void The_record_tells_on_each_day_whether_the_member_is_shown()
    {
        Member member = DutyStory.Joined("2024-02-29").MoveTo("2027-01-01").Member;

        Assert.Equal("active", member.Statuses.On(Sample.Day("2026-02-28")).Name);
        Assert.Equal("suspended", member.Statuses.On(Sample.Day("2026-03-01")).Name);
        Assert.Equal("suspended", member.Statuses.On(Sample.Day("2026-08-28")).Name);
        Assert.True(member.IsMemberOn(Sample.Day("2026-08-28")));
        Assert.False(member.IsMemberOn(Sample.Day("2026-08-29")));
    }

    [Fact]
    public void What_a_reminder_says_follows_how_far_the_member_is()
    {
        DutyStory story = DutyStory.Joined("2024-02-18")
            .MoveTo("2024-12-01").Progress(CertificationProgress.SelfAssessmentSubmitted)
            .MoveTo("2025-04-01").Progress(CertificationProgress.AuditScheduled)
            .MoveTo("2025-07-01").Progress(CertificationProgress.ReportInOversight)
            .MoveTo("2025-10-01").Progress(CertificationProgress.AuditScheduled)   // a step back: there is to be another audit
            .MoveTo("2025-12-01");

        Assert.Equal(
            [
                "2024-08-18 certification-reminder-no-self-assessment P18M",
                "2025-02-18 certification-reminder-self-assessment-submitted P12M",
                "2025-05-18 certification-reminder-audit-scheduled P9M",
                "2025-08-18 certification-reminder-report-in-oversight P6M",
                "2025-08-18 certification-milestone P6M → asi",
                "2025-11-18 certification-reminder-audit-scheduled P3M",
                "2025-11-18 certification-milestone P3M → asi",
            ],
            story.Mails);
    }

    [Fact]
    public void After_an_outage_only_the_latest_of_several_milestones_is_sent()
    {
        DutyStory story = DutyStory.Joined("2024-02-18").SleepUntil("2025-06-01");

        Assert.Equal(["2025-06-01 certification-reminder-no-self-assessment P9M"], story.Mails);
        story.MoveTo("2025-08-18");
        Assert.Equal("2025-08-18 certification-milestone P6M → asi", story.Mails.Last());
    }

    [Fact]
    public void After_an_outage_past_the_deadline_no_milestone_is_sent_and_all_dates_are_as_if_nothing_had_been()
    {
        DutyStory story = DutyStory.Joined("2024-02-18").SleepUntil("2026-04-01");

        Assert.Equal(["2026-04-01 certification-missed", "2026-04-01 certification-missed → asi"], story.Mails);
        Assert.Equal(["2024-02-18 active", "2026-02-19 suspended"], story.Standing);
        Assert.Equal("missed first-certification 2026-02-18, grace until 2026-08-18", story.Stand);
    }

    [Fact]
    public void After_an_outage_past_the_grace_the_membership_has_ended_on_its_day()
    {
        DutyStory story = DutyStory.Joined("2024-02-18").SleepUntil("2026-12-01");

        Assert.Equal(["2024-02-18 active", "2026-02-19 suspended", "2026-08-19 ended"], story.Standing);
        Assert.DoesNotContain(story.Mails, m => m.Contains("grace-reminder", StringComparison.Ordinal));
    }

    [Fact]
    public void A_membership_that_ends_for_another_reason_stops_the_clock()
    {
        DutyStory story = DutyStory.Joined("2024-02-18").MoveTo("2025-03-01")
            .Do(new MemberCommand.End(Sample.Sasha, MembershipEnd.OperationalPriorities, Text: null, Into: null));

        Assert.Equal("stopped membership-ended 2025-03-01", story.Stand);
        Assert.Equal(["first-certification 2026-02-18 stopped 2025-03-01"], story.Past);
        int mails = story.Mails.Count();
        Assert.Equal(mails, story.MoveTo("2030-01-01").Mails.Count());
    }
}
