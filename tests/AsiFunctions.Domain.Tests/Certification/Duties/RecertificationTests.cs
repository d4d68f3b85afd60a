using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Duties;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Tests.Membership;

namespace AsiFunctions.Domain.Tests.Certification.Duties;

/// <summary>After the first certificate the duty goes on: it is made full, and renewed in time.</summary>
public sealed class RecertificationTests
{
    [Fact]
    public void A_provisional_certificate_that_lapses_within_the_first_term_leaves_the_rest_of_that_term()
    {
        DutyStory story = DutyStory.Joined("2024-02-18").MoveTo("2024-09-01").Record(TestCertificates.Provisional(1, "2024-09-01")).MoveTo(
            "2026-02-19");

        Assert.Equal(["first-certification 2026-02-18 met 2024-09-01", "conversion 2025-08-31 lapsed 2025-09-01"], story.Past);
        Assert.Equal("missed first-certification 2026-02-18, grace until 2026-08-18", story.Stand);
        Assert.Equal(
            [
                "2024-08-18 certification-reminder-no-self-assessment P18M",
                "2025-02-28 certification-reminder-no-self-assessment P6M",   // to convert, by 31 August
                "2025-02-28 certification-milestone P6M → asi",
                "2025-05-31 certification-reminder-no-self-assessment P3M",
                "2025-05-31 certification-milestone P3M → asi",
                "2025-07-31 certification-reminder-no-self-assessment P1M",
                "2025-07-31 certification-milestone P1M → asi",
                "2025-09-01 certification-lapsed",
                "2025-11-18 certification-reminder-no-self-assessment P3M",   // of the first term again; its earlier milestones lie before
                "2025-11-18 certification-milestone P3M → asi",
            ],
            story.Mails.Take(10));
    }

    [Fact]
    public void A_provisional_certificate_that_lapses_after_the_first_term_is_missed_at_once()
    {
        DutyStory story = DutyStory.Joined("2024-02-18").MoveTo("2025-12-01").Record(TestCertificates.Provisional(1, "2025-12-01")).MoveTo(
            "2026-12-01");

        Assert.Equal("missed first-certification 2026-11-30, grace until 2027-05-30", story.Stand);
        Assert.Equal("suspended", story.Member.StateName);
        Assert.Equal("certification-missed", story.Timeline[^1].What);
        Assert.Equal(
            MembershipEnd.CertificationDeadlineMissed, Assert.IsType<MemberStatus.Ended>(story.MoveTo("2027-05-31").Member.Status).Reason);
    }

    [Fact]
    public void An_extended_first_term_still_holds_when_the_provisional_certificate_lapses()
    {
        DutyStory story = DutyStory.Joined("2024-02-18").MoveTo("2025-11-01")
            .Do(new DutyCommand.Extend(Sample.Sasha, Sample.Day("2027-06-30"), "A flood."))
            .MoveTo("2025-12-01").Record(TestCertificates.Provisional(1, "2025-12-01")).MoveTo("2026-12-01");

        Assert.Equal("running first-certification 2027-06-30", story.Stand);
    }

    [Fact]
    public void What_the_certificate_itself_tells_at_its_lapse_changes_nothing_more()
    {
        CertificateFacts provisional = TestCertificates.Provisional(1, "2024-09-01");
        DutyStory told = DutyStory.Joined("2024-02-18").MoveTo("2024-09-01").Record(provisional).MoveTo("2025-08-31")
            .At(Sample.Midnight("2025-09-01")).Record(provisional);

        Assert.Equal("running first-certification 2026-02-18", told.Stand);
        Assert.Equal("conversion 2025-08-31 lapsed 2025-09-01", told.Past.Last());
        Assert.Equal("2025-09-01 certification-lapsed", told.Mails.Last());
    }

    [Fact]
    public void A_provisional_certificate_that_is_converted_leads_to_the_recertification()
    {
        CertificateFacts provisional = TestCertificates.Provisional(1, "2025-12-01");
        DutyStory story = DutyStory.Joined("2024-02-18").MoveTo("2025-12-01").Record(provisional).MoveTo("2026-06-01").Record(
            provisional.Converted());

        Assert.Equal("running recertification 2028-11-30", story.Stand);
        Assert.Equal("conversion 2026-11-30 met 2026-06-01", story.Past.Last());
        Assert.Equal("active", story.MoveTo("2027-06-01").Member.StateName);
    }

    [Fact]
    public void A_new_full_certificate_before_the_provisional_one_lapses_does_as_well()
    {
        CertificateFacts provisional = TestCertificates.Provisional(1, "2025-12-01");
        DutyStory story = DutyStory.Joined("2024-02-18").MoveTo("2025-12-01").Record(provisional)
            .MoveTo("2026-06-01").Record(TestCertificates.Full(2, "2026-06-01")).Record(provisional.EndedOn("2026-06-01"));

        Assert.Equal("running recertification 2029-05-31", story.Stand);
        Assert.Equal(["first-certification 2026-02-18 met 2025-12-01", "conversion 2026-11-30 met 2026-06-01"], story.Past);
    }

    [Fact]
    public void A_member_who_does_not_certify_again_is_reminded_suspended_and_forfeits()
    {
        DutyStory story = DutyStory.Joined("2024-02-18").MoveTo("2025-06-01").Record(TestCertificates.Full(1, "2025-06-01"));
        int before = story.Mails.Count();
        story.MoveTo("2028-12-01");

        Assert.Equal(
            [
                "2027-05-31 certification-reminder-no-self-assessment P12M",
                "2027-08-31 certification-reminder-no-self-assessment P9M",
                "2027-11-30 certification-reminder-no-self-assessment P6M",
                "2027-11-30 certification-milestone P6M → asi",
                "2028-02-29 certification-reminder-no-self-assessment P3M",
                "2028-02-29 certification-milestone P3M → asi",
                "2028-04-30 certification-reminder-no-self-assessment P1M",
                "2028-04-30 certification-milestone P1M → asi",
                "2028-06-01 certification-missed",
                "2028-06-01 certification-missed → asi",
                "2028-10-30 certification-grace-reminder P1M",
                "2028-12-01 certification-forfeited",
                "2028-12-01 certification-forfeited → asi",
            ],
            story.Mails.Skip(before));
        Assert.Equal(["2024-02-18 active", "2028-06-01 suspended", "2028-12-01 ended"], story.Standing);
        Assert.Equal(MembershipEnd.RecertificationMissed, Assert.IsType<MemberStatus.Ended>(story.Member.Status).Reason);
        Assert.Equal("recertification 2028-05-31 forfeited 2028-12-01", story.Past.Last());
    }

    [Fact]
    public void Renewed_in_time_the_next_three_years_begin()
    {
        CertificateFacts old = TestCertificates.Full(1, "2025-06-01");
        DutyStory story = DutyStory.Joined("2024-02-18").MoveTo("2025-06-01").Record(old)
            .MoveTo("2028-03-01").Record(TestCertificates.Full(2, "2028-03-01")).Record(old.EndedOn("2028-03-01")).MoveTo("2028-06-01");

        Assert.Equal("running recertification 2031-02-28", story.Stand);
        Assert.Equal("recertification 2028-05-31 met 2028-03-01", story.Past.Last());
        Assert.Equal(["2024-02-18 active"], story.Standing);
    }

    [Fact]
    public void Renewed_within_the_grace_it_is_cured()
    {
        DutyStory story = DutyStory.Joined("2024-02-18").MoveTo("2025-06-01").Record(TestCertificates.Full(1, "2025-06-01"))
            .MoveTo("2028-09-15").Record(TestCertificates.Full(2, "2028-09-15"));

        Assert.Equal("running recertification 2031-09-14", story.Stand);
        Assert.Equal("recertification 2028-05-31 cured 2028-09-15", story.Past.Last());
        Assert.Equal(["2024-02-18 active", "2028-06-01 suspended", "2028-09-15 active"], story.Standing);
    }

    [Fact]
    public void A_recertification_can_be_extended()
    {
        DutyStory story = DutyStory.Joined("2024-02-18").MoveTo("2025-06-01").Record(TestCertificates.Full(1, "2025-06-01")).MoveTo("2028-05-01")
            .Do(new DutyCommand.Extend(Sample.Sasha, Sample.Day("2028-08-31"), "The auditor fell ill."));
        Assert.Equal("running recertification 2028-08-31", story.Stand);

        story.Progress(CertificationProgress.AuditScheduled).MoveTo("2028-09-01");
        Assert.Equal("missed recertification 2028-08-31, grace until 2029-02-28", story.Stand);
    }

    [Fact]
    public void A_withdrawn_certificate_counts_until_its_day_and_the_grace_begins_then()
    {
        CertificateFacts facts = TestCertificates.Full(1, "2025-06-01");
        DutyStory story = DutyStory.Joined("2024-02-18").MoveTo("2025-06-01").Record(facts).MoveTo("2026-09-10").Record(facts.EndedOn("2026-09-10"));
        Assert.Equal("running recertification 2026-09-10", story.Stand);
        Assert.Equal(["first-certification 2026-02-18 met 2025-06-01"], story.Past);   // a withdrawal meets nothing

        story.MoveTo("2026-09-11");
        Assert.Equal("missed recertification 2026-09-10, grace until 2027-03-10", story.Stand);
        Assert.Equal("suspended", story.Member.StateName);
    }

    [Fact]
    public void A_certificate_withdrawn_within_the_first_term_leaves_the_rest_of_it()
    {
        CertificateFacts facts = TestCertificates.Full(1, "2025-01-10");
        DutyStory story = DutyStory.Joined("2024-02-18").MoveTo("2025-01-10").Record(facts).MoveTo("2025-06-10").Record(facts.EndedOn("2025-06-10"))
            .MoveTo("2025-06-11");

        Assert.Equal("running recertification 2026-02-18", story.Stand);
        Assert.Equal("2025-06-11 certification-lapsed", story.Mails.Last());
        Assert.Equal("active", story.Member.StateName);
    }

    [Fact]
    public void A_date_that_was_moved_stays_moved_whatever_other_certificates_tell()
    {
        CertificateFacts facts = TestCertificates.Full(1, "2025-01-10");
        DutyStory story = DutyStory.Joined("2024-02-18").MoveTo("2025-01-10").Record(facts).MoveTo("2025-06-10").Record(facts.EndedOn("2025-06-10"))
            .Do(new DutyCommand.Extend(Sample.Sasha, Sample.Day("2026-12-31"), "The appeal is heard in autumn."))
            .MoveTo("2025-07-01").Record(TestCertificates.ChainOfCustody(2, "2025-07-01", "2026-07-01", "F1"));

        Assert.Equal("running recertification 2026-12-31", story.Stand);
    }

    [Fact]
    public void A_withdrawal_that_is_recorded_late_opens_the_rest_of_the_term_at_once()
    {
        CertificateFacts facts = TestCertificates.Full(1, "2025-01-10");
        DutyStory story = DutyStory.Joined("2024-02-18").MoveTo("2025-01-10").Record(facts).MoveTo("2025-06-10").Record(facts.EndedOn("2025-06-01"));

        Assert.Equal("running recertification 2026-02-18", story.Stand);
        Assert.Equal("recertification 2028-01-09 reopened 2025-06-10", story.Past.Last());
        Assert.Equal("2025-06-10 certification-lapsed", story.Mails.Last());
    }

    [Fact]
    public void When_one_of_two_certificates_is_withdrawn_the_other_says_what_is_due()
    {
        CertificateFacts second = TestCertificates.Full(2, "2026-01-01");
        DutyStory story = DutyStory.Joined("2024-02-18").MoveTo("2025-06-01").Record(TestCertificates.Full(1, "2025-06-01"))
            .MoveTo("2026-01-01").Record(second).MoveTo("2026-06-01").Record(second.EndedOn("2026-06-01")).MoveTo("2026-06-10");

        Assert.Equal("running recertification 2028-05-31", story.Stand);
        Assert.Equal(["2024-02-18 active"], story.Standing);
    }

    [Fact]
    public void When_the_full_one_of_two_is_withdrawn_the_provisional_one_has_to_be_converted()
    {
        CertificateFacts full = TestCertificates.Full(1, "2025-06-01");
        DutyStory story = DutyStory.Joined("2024-02-18").MoveTo("2025-06-01").Record(full)
            .MoveTo("2026-01-01").Record(TestCertificates.Provisional(2, "2026-01-01")).MoveTo("2026-06-01").Record(full.EndedOn("2026-06-01"));

        Assert.Equal("running conversion 2026-12-31", story.Stand);
        Assert.Equal(["first-certification 2026-02-18 met 2025-06-01"], story.Past);
    }

    [Fact]
    public void A_suspended_certificate_counts_until_it_is_withdrawn()
    {
        CertificateFacts facts = TestCertificates.Full(1, "2025-06-01");
        DutyStory story = DutyStory.Joined("2024-02-18").MoveTo("2025-06-01").Record(facts)
            .MoveTo("2026-01-10").Record(facts with { Suspended = true }).MoveTo("2026-06-01");

        Assert.Equal("running recertification 2028-05-31", story.Stand);
        Assert.Equal("active", story.Member.StateName);
    }
}
