using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Duties;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Tests.Membership;

namespace AsiFunctions.Domain.Tests.Certification.Duties;

/// <summary>
/// A certificate counts by its own dates; what was missed is cured by a certificate, a class that does not certify, or an extension.
/// </summary>
public sealed class DutyMetTests
{
    [Fact]
    public void Met_early_the_duty_goes_on_with_the_recertification()
    {
        DutyStory story = DutyStory.Joined("2024-02-18").MoveTo("2025-06-01").Record(TestCertificates.Full(1, "2025-06-01"));

        Assert.Equal("running recertification 2028-05-31", story.Stand);
        Assert.Equal(["first-certification 2026-02-18 met 2025-06-01"], story.Past);
        Assert.Equal(Sample.Day("2026-02-18"), story.Duty.First!.Due.On);   // the history of the first term stays
        Assert.DoesNotContain(story.MoveTo("2026-12-01").Mails, m => m.StartsWith("2025-08", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(CertificateLevel.Full, "running recertification 2029-02-17")]
    [InlineData(CertificateLevel.Provisional, "running conversion 2027-02-17")]
    public void Met_on_the_last_day_by_a_full_or_a_provisional_certificate(CertificateLevel level, string stand)
    {
        DutyStory story = DutyStory.Joined("2024-02-18").MoveTo(Sample.Midnight("2026-02-19").AddTicks(-1));

        story.Record(level is CertificateLevel.Full ? TestCertificates.Full(1, "2026-02-18") : TestCertificates.Provisional(1, "2026-02-18"));
        Assert.Equal(stand, story.Stand);
        story.MoveTo("2026-02-19");
        Assert.Equal(["2024-02-18 active"], story.Standing);
        Assert.Equal(["first-certification 2026-02-18 met 2026-02-18"], story.Past);
    }

    [Theory]
    [InlineData("2026-02-18", "2029-02-17")]
    [InlineData("2026-01-10", "2029-01-09")]
    public void In_the_instant_of_the_deadline_the_certificate_wins_when_it_comes_first(string issued, string next)
    {
        DutyStory story = DutyStory.Joined("2024-02-18").MoveTo("2026-02-18").At(Sample.Midnight("2026-02-19")).Record(
            TestCertificates.Full(1, issued));

        Assert.Equal($"running recertification {next}", story.Stand);
        Assert.Equal([$"first-certification 2026-02-18 met {issued}"], story.Past);
        Assert.Equal(["2024-02-18 active"], story.Standing);
        Assert.DoesNotContain(story.Mails, m => m.Contains("missed", StringComparison.Ordinal));
    }

    [Fact]
    public void In_the_instant_of_the_deadline_the_certificate_wins_when_it_comes_second()
    {
        DutyStory story = DutyStory.Joined("2024-02-18").MoveTo("2026-02-19");
        Assert.Equal("suspended", story.Member.StateName);

        story.Record(TestCertificates.Full(1, "2026-02-18"));

        Assert.Equal("running recertification 2029-02-17", story.Stand);
        Assert.Equal(["first-certification 2026-02-18 met 2026-02-18"], story.Past);
        Assert.Equal(["2024-02-18 active", "2026-02-19 active"], story.Standing);   // of one day the last word stays
    }

    [Fact]
    public void Recorded_late_but_issued_in_time_it_was_met_and_the_member_is_reinstated()
    {
        DutyStory story = DutyStory.Joined("2024-02-18").MoveTo("2026-04-10").Record(TestCertificates.Full(1, "2026-02-18"));

        Assert.Equal(["first-certification 2026-02-18 met 2026-02-18"], story.Past);
        Assert.Equal(["2024-02-18 active", "2026-02-19 suspended", "2026-04-10 active"], story.Standing);
        Assert.Equal("2026-04-10 certification-cured", story.Mails.Last());
    }

    [Fact]
    public void Issued_the_day_after_it_was_missed_and_is_cured_also_when_nobody_had_noticed()
    {
        DutyStory story = DutyStory.Joined("2024-02-18").MoveTo("2026-02-18").At(Sample.Noon("2026-02-19")).Record(
            TestCertificates.Full(1, "2026-02-19"));

        Assert.Equal(["first-certification 2026-02-18 cured 2026-02-19"], story.Past);
        Assert.Equal(
            ["2026-02-19 certification-missed", "2026-02-19 certification-missed → asi", "2026-02-19 certification-cured"], story.Mails.TakeLast(3));
        Assert.Equal("active", story.Member.StateName);
        Assert.Equal(["certification-missed", "certification-cured", "certificate-counted"], story.Timeline.TakeLast(3).Select(e => e.What));
    }

    [Fact]
    public void Missed_and_cured_by_a_certificate_within_the_grace()
    {
        DutyStory story = DutyStory.Joined("2024-02-18").MoveTo("2026-06-01").Record(TestCertificates.Provisional(1, "2026-06-01")).MoveTo(
            "2026-09-01");

        Assert.Equal("running conversion 2027-05-31", story.Stand);
        Assert.Equal(["first-certification 2026-02-18 cured 2026-06-01"], story.Past);
        Assert.Equal(["2024-02-18 active", "2026-02-19 suspended", "2026-06-01 active"], story.Standing);
    }

    [Fact]
    public void In_the_instant_in_which_the_grace_ends_the_certificate_wins_too()
    {
        DutyStory story = DutyStory.Joined("2024-02-18").MoveTo("2026-08-18").At(Sample.Midnight("2026-08-19")).Record(
            TestCertificates.Full(1, "2026-08-18"));

        Assert.Equal("running recertification 2029-08-17", story.Stand);
        Assert.Equal("active", story.Member.StateName);
        Assert.Equal(["first-certification 2026-02-18 cured 2026-08-18"], story.Past);
    }

    [Fact]
    public void Issued_on_the_day_after_the_grace_it_is_too_late()
    {
        DutyStory story = DutyStory.Joined("2024-02-18").MoveTo("2026-08-18").At(Sample.Noon("2026-08-19")).Record(
            TestCertificates.Full(1, "2026-08-19"));

        Assert.Equal("stopped forfeited 2026-08-19", story.Stand);
        Assert.Equal("ended", story.Member.StateName);
        Assert.Single(story.Duty.Certificates);   // it is on record all the same
    }

    [Fact]
    public void A_certificate_that_is_over_already_cures_nothing()
    {
        DutyStory story = DutyStory.Joined("2024-02-18").MoveTo("2026-06-01").Record(TestCertificates.Full(1, "2025-06-01").EndedOn("2026-01-31"));

        Assert.Equal("missed first-certification 2026-02-18, grace until 2026-08-18", story.Stand);
        Assert.Equal("suspended", story.Member.StateName);
    }

    [Fact]
    public void A_chain_of_custody_certificate_does_not_meet_the_duty()
    {
        DutyStory story = DutyStory.Joined("2024-02-18").MoveTo("2025-06-01").Record(
            TestCertificates.ChainOfCustody(1, "2025-06-01", "2026-02-18", "F1"));

        Assert.Equal("running first-certification 2026-02-18", story.Stand);
        Assert.Empty(story.Past);
    }

    [Fact]
    public void Missed_and_cured_by_a_switch_from_IU_to_DS()
    {
        DutyStory story = DutyStory.Joined("2024-02-18").MoveTo("2026-06-01").Switch(MembershipClass.DownstreamSupporters);

        Assert.Equal("stopped class-switched 2026-06-01", story.Stand);
        Assert.Equal(["first-certification 2026-02-18 cured 2026-06-01"], story.Past);
        Assert.Equal("active", story.Member.StateName);
        Assert.Equal(["2026-06-01 class-changed", "2026-06-01 certification-cured"], story.Mails.TakeLast(2));
    }

    [Fact]
    public void Missed_and_cured_by_an_extension()
    {
        DutyStory story = DutyStory.Joined("2024-02-18").MoveTo("2026-06-01")
            .Do(new DutyCommand.Extend(Sample.Sasha, Sample.Day("2026-12-31"), "The audit was called off by a flood."));

        Assert.Equal("running first-certification 2026-12-31", story.Stand);
        Assert.Equal("active", story.Member.StateName);
        Assert.Equal(["2026-06-01 certification-extended", "2026-06-01 certification-cured"], story.Mails.TakeLast(2));
        Assert.Equal("suspended", story.MoveTo("2027-01-01").Member.StateName);   // and the new date can be missed as the old one
        Assert.Equal("missed first-certification 2026-12-31, grace until 2027-06-30", story.Stand);
    }

    [Fact]
    public void The_Secretariat_cannot_lift_what_the_duty_holds()
    {
        DutyStory story = DutyStory.Joined("2024-02-18").MoveTo("2026-06-01");

        Assert.Equal("certification-overdue", story.Refused(new MemberCommand.Reinstate(Sample.Sasha, "They are nice.")));
    }

    [Fact]
    public void Beside_a_suspension_for_non_payment_each_side_lifts_its_own()
    {
        DutyStory certified = DutyStory.Joined("2024-02-18").MoveTo("2026-01-15")
            .Do(new MemberCommand.Suspend(Sample.Sasha, SuspensionReason.NonPayment, Text: null))
            .MoveTo("2026-06-01").Record(TestCertificates.Full(1, "2026-06-01"));
        Assert.Equal("suspended", certified.Member.StateName);   // still not paid
        Assert.Equal("active", certified.MoveTo("2026-06-10").Do(new MemberCommand.Reinstate(Sample.Sasha, "Paid.")).Member.StateName);

        DutyStory paid = DutyStory.Joined("2024-02-18").MoveTo("2026-03-15")
            .Do(new MemberCommand.Suspend(Sample.Sasha, SuspensionReason.NonPayment, Text: null))
            .MoveTo("2026-04-01").Do(new MemberCommand.Reinstate(Sample.Sasha, "Paid."));
        Assert.Equal(new MemberStatus.Suspended(SuspensionReason.CertificationOverdue, Text: null, ByDuty: true), paid.Member.Status);
        Assert.Equal("active", paid.MoveTo("2026-06-01").Record(TestCertificates.Full(1, "2026-06-01")).Member.StateName);
    }
}
