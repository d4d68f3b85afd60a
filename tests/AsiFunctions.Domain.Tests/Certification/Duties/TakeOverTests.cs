using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Tests.Membership;

namespace AsiFunctions.Domain.Tests.Certification.Duties;

/// <summary>Members from earlier records get no flood of what should have been said, and nobody loses a membership by being entered.</summary>
public sealed class TakeOverTests
{
    [Fact]
    public void Taken_over_late_one_summary_takes_the_place_of_the_milestones_that_lie_behind()
    {
        DutyStory story = DutyStory.OfRecords("2024-02-18", today: "2025-06-10").Found().MoveTo("2025-08-18");

        Assert.Equal(
            [
                "2025-06-10 certification-summary",
                "2025-06-10 certification-summary → asi",
                "2025-08-18 certification-reminder-no-self-assessment P6M",
                "2025-08-18 certification-milestone P6M → asi",
            ],
            story.Mails);
        Assert.Equal(Sample.Day("2025-06-10"), story.Duty.First!.TakenOverOn);
        Assert.Equal("running first-certification 2026-02-18", story.Stand);
    }

    [Fact]
    public void Taken_over_on_the_day_of_a_milestone_the_summary_says_it() => Assert.Equal(
        ["2025-08-18 certification-summary", "2025-08-18 certification-summary → asi"],
        DutyStory.OfRecords("2024-02-18", today: "2025-08-18").Found().MoveTo("2025-11-17").Mails);

    [Fact]
    public void Taken_over_before_any_milestone_there_is_nothing_to_sum_up() =>
        Assert.Empty(DutyStory.OfRecords("2024-02-18", today: "2024-03-01").Found().MoveTo("2024-08-17").Mails);

    [Fact]
    public void Past_its_date_already_it_is_suspended_with_the_whole_grace_from_that_day()
    {
        DutyStory story = DutyStory.OfRecords("2023-02-18", today: "2025-05-05").Found().MoveTo("2025-05-06");

        Assert.Equal("missed first-certification 2025-02-18, grace until 2025-11-05", story.Stand);
        Assert.Equal(["2023-02-18 active", "2025-05-05 suspended"], story.Standing);
        Assert.Equal(
            ["certification-summary", "certification-summary → asi", "certification-missed", "certification-missed → asi"],
            story.Mails.Select(m => m["2025-05-05 ".Length..]));
        Assert.Equal(["2023-02-18 active", "2025-05-05 suspended", "2025-11-06 ended"], story.MoveTo("2025-11-06").Standing);
    }

    [Fact]
    public void A_certificate_that_was_taken_over_first_says_what_is_due()
    {
        DutyStory story = DutyStory.OfRecords("2020-02-18", today: "2025-05-05").Record(TestCertificates.Full(1, "2024-12-01")).Found().MoveTo(
            "2026-11-29");

        Assert.Equal("running recertification 2027-11-30", story.Stand);
        Assert.Empty(story.Mails);
        Assert.Equal(["2020-02-18 active"], story.Standing);
    }

    [Fact]
    public void What_an_old_certificate_asked_for_before_it_came_on_record_is_not_asked_for_again()
    {
        DutyStory story = DutyStory.OfRecords("2020-02-18", today: "2025-05-05")
            .Record(TestCertificates.Full(1, "2023-12-01") with { Maturity = Maturity.Low, OnSiteEndedOn = Sample.Day("2023-09-01"), Majors = 1 })
            .Found().MoveTo("2025-08-01");

        Assert.Equal([Sample.Day("2025-12-01")], story.Duty.Obligations.Select(o => o.Due.On));   // the second surveillance; the first, and the closure, lie behind
        Assert.Empty(story.MailsBeside);
    }

    [Fact]
    public void Found_twice_it_is_taken_over_once()
    {
        DutyStory story = DutyStory.OfRecords("2024-02-18", today: "2025-06-10").Found().Found();

        Assert.Equal(1, story.Duty.Clock);
        Assert.Equal(2, story.Mails.Count());
    }

    [Fact]
    public void The_clock_counts_from_the_first_day_in_a_class_that_certifies() => Assert.Equal(
        "running first-certification 2027-01-15", DutyStory.OfRecords("2020-02-18", today: "2025-06-10").Found(classSince: "2025-01-15").Stand);

    [Fact]
    public void Who_does_not_certify_is_not_taken_over() =>
        Assert.Equal("none", DutyStory.OfRecords("2024-02-18", today: "2025-06-10", MembershipClass.CivilSociety).Found().Stand);
}
