using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Duties;
using AsiFunctions.Domain.Tests.Membership;

namespace AsiFunctions.Domain.Tests.Certification.Duties;

/// <summary>What is due beside the certificate: surveillance, corrective action plans, closures, the PS certificate after a CoC one.</summary>
public sealed class ObligationTests
{
    private static readonly CaseId Audit = CaseId.From("AUD", 12);

    [Theory]
    [InlineData(Maturity.Low, "2026-06-01, 2027-06-01")]
    [InlineData(Maturity.Medium, "2026-12-01")]
    [InlineData(Maturity.High, "2026-12-01")]
    [InlineData(null, "2026-12-01")]   // counted as medium
    public void Surveillance_is_due_by_maturity(Maturity? maturity, string due)
    {
        DutyStory story = Certified(TestCertificates.Full(1, "2025-06-01") with { Maturity = maturity });

        Assert.Equal(due, string.Join(", ", story.Duty.Obligations.Select(o => $"{o.Due.On:yyyy-MM-dd}")));
        Assert.All(story.Duty.Obligations, o => Assert.Equal(ObligationKind.Surveillance, o.Kind));
    }

    [Theory]
    [InlineData(Maturity.Low)]   // twelve months after issue it has expired, the day before
    [InlineData(Maturity.Medium)]
    [InlineData(Maturity.High)]
    public void No_surveillance_is_due_after_the_expiry(Maturity maturity) =>
        Assert.Empty(Certified(TestCertificates.Provisional(1, "2025-06-01") with { Maturity = maturity }).Duty.Obligations);

    [Fact]
    public void Made_full_a_certificate_brings_its_surveillance_with_it()
    {
        CertificateFacts provisional = TestCertificates.Provisional(1, "2025-06-01");

        Assert.Equal(
            ["surveillance-CRT"],
            Certified(provisional).MoveTo("2026-01-10").Record(provisional.Converted()).Duty.Obligations.Select(o => o.Key[..16]));
    }

    [Fact]
    public void A_surveillance_audit_is_reminded_of_and_told_once_when_it_is_overdue()
    {
        DutyStory story = Certified(TestCertificates.Full(1, "2025-06-01")).MoveTo("2027-04-01");

        Assert.Equal(
            [
                "2026-09-01 certification-obligation-reminder P3M",
                "2026-11-01 certification-obligation-reminder P1M",
                "2026-12-02 certification-obligation-overdue",
                "2026-12-02 certification-obligation-overdue → asi",
            ],
            story.MailsBeside);
        Assert.True(story.Duty.Obligations[0].Overdue);
        Assert.Equal(DutyRisk.AtRisk, DutyDeadlines.RiskOf(story.Duty, Sample.Day("2027-04-01"), CertificationTerms.Shipped));
    }

    [Fact]
    public void What_is_done_is_not_reminded_of()
    {
        DutyStory story = Certified(TestCertificates.Full(1, "2025-06-01")).MoveTo("2026-10-01");
        string key = story.Duty.Obligations[0].Key;

        story.Do(new DutyCommand.Finish(Sample.Sasha, key, Sample.Day("2026-09-28"), "Nothing found.")).MoveTo("2027-04-01");

        Assert.Equal(["2026-09-01 certification-obligation-reminder P3M"], story.MailsBeside);
        Assert.Equal(new ObligationEnd("done", Sample.Day("2026-09-28"), Sample.Sasha, "Nothing found."), story.Duty.Obligations[0].Closed);
        Assert.Equal("already-decided", story.Refused(new DutyCommand.Finish(Sample.Sasha, key, Sample.Day("2026-09-28"), null)));
        Assert.Equal("unknown-deadline", story.Refused(new DutyCommand.Finish(Sample.Sasha, "surveillance", Sample.Day("2026-09-28"), null)));
    }

    [Fact]
    public void Nothing_is_done_tomorrow()
    {
        DutyStory story = Certified(TestCertificates.Full(1, "2025-06-01"));

        Assert.Equal(
            "date-out-of-range", story.Refused(new DutyCommand.Finish(Sample.Sasha, story.Duty.Obligations[0].Key, Sample.Day("2025-06-02"), null)));
    }

    [Theory]
    [InlineData("superseded")]
    [InlineData("withdrawn")]
    public void With_its_certificate_an_obligation_is_dropped(string how)
    {
        CertificateFacts facts = TestCertificates.Full(1, "2025-06-01") with { OnSiteEndedOn = Sample.Day("2025-03-01"), Majors = 1 };
        DutyStory story = Certified(facts).MoveTo("2025-10-01");
        Assert.Equal([ObligationKind.Surveillance, ObligationKind.MajorClosure], story.Duty.Obligations.Select(o => o.Kind));

        story.Record(facts.EndedOn("2025-10-01") with { SupersededBy = how == "superseded" ? CaseId.From("CRT", 2) : null });

        Assert.All(story.Duty.Obligations, o => Assert.Equal("dropped", o.Closed?.How));
        Assert.Empty(story.MoveTo("2027-04-01").MailsBeside);
    }

    [Fact]
    public void With_its_certificate_an_obligation_is_restored()
    {
        CertificateFacts facts = TestCertificates.Full(1, "2025-06-01");
        DutyStory story = Certified(facts).MoveTo("2025-10-01").Record(facts.EndedOn("2025-10-01")).MoveTo("2025-11-01").Record(facts);

        Assert.Null(Assert.Single(story.Duty.Obligations).Closed);
        Assert.Equal("running recertification 2028-05-31", story.Stand);
        Assert.Contains("2026-11-01 certification-obligation-reminder P1M", story.MoveTo("2027-04-01").MailsBeside);
    }

    [Fact]
    public void After_an_outage_only_the_latest_word_about_an_obligation_is_sent()
    {
        Assert.Equal(
            ["2026-11-10 certification-obligation-reminder P1M"],
            Certified(TestCertificates.Full(1, "2025-06-01")).SleepUntil("2026-11-10").MailsBeside);
        Assert.Equal(
            ["2027-01-10 certification-obligation-overdue", "2027-01-10 certification-obligation-overdue → asi"],
            Certified(TestCertificates.Full(1, "2025-06-01")).SleepUntil("2027-01-10").MailsBeside);
    }

    [Fact]
    public void A_paused_clock_does_not_pause_what_is_due_beside()
    {
        DutyStory story = Certified(TestCertificates.Full(1, "2025-06-01")).Do(new DutyCommand.Pause(Sample.Sasha, "A flood.")).MoveTo("2027-01-10");

        Assert.Equal(4, story.MailsBeside.Count());
    }

    [Fact]
    public void Majors_ask_for_a_plan_within_a_month_of_the_on_site_part_and_for_closure_within_6_to_12_months()
    {
        DutyStory story = DutyStory.Joined("2024-02-18").MoveTo("2025-01-31").Hear(
            new FindingsNews(Audit, Sample.Day("2025-01-31"), Majors: 2, Sample.Sasha));

        Assert.Equal(
            [$"corrective-action-plan-{Audit} 2025-02-28 ", $"major-closure-{Audit} 2026-01-31 from 2025-07-31"],
            story.Duty.Obligations.Select(o => $"{o.Key} {o.Due.On:yyyy-MM-dd} {(o.TargetFrom is { } from ? $"from {from:yyyy-MM-dd}" : "")}"));
        story.Hear(new FindingsNews(Audit, Sample.Day("2025-01-31"), Majors: 2, Sample.Sasha)).MoveTo("2025-03-02");
        Assert.Equal(2, story.Duty.Obligations.Count);   // told twice, it counts once
        Assert.Equal(
            [
                "2025-02-21 certification-obligation-reminder P7D",
                "2025-03-01 certification-obligation-overdue",
                "2025-03-01 certification-obligation-overdue → asi",
            ],
            story.MailsBeside);
    }

    [Fact]
    public void A_PS_certificate_over_all_that_the_CoC_certificate_covers_fulfils_what_waits_for_it()
    {
        DutyStory story = WithChainOfCustody().MoveTo("2025-12-01")
            .Record(TestCertificates.Full(3, "2025-12-01") with { Covers = ["F1"] });
        Assert.Null(Waiting(story).Closed);   // a part is not enough

        story.MoveTo("2026-03-01").Record(TestCertificates.Full(4, "2026-03-01") with { Covers = ["F1", "F2", "P1"] });
        Assert.Equal("done", Waiting(story).Closed?.How);
        Assert.Equal(Sample.Day("2026-03-01"), Waiting(story).Closed?.On);
        Assert.Empty(story.MoveTo("2027-01-10").Told);
    }

    [Fact]
    public void A_further_CoC_certificate_does_not_fulfil_it()
    {
        DutyStory story = WithChainOfCustody().MoveTo("2025-12-01").Record(
            TestCertificates.ChainOfCustody(3, "2025-12-01", "2026-12-01", "F1", "F2"));

        Assert.Null(Waiting(story).Closed);
    }

    [Fact]
    public void Without_it_the_CoC_certificate_is_told_once_the_day_has_passed()
    {
        DutyStory story = WithChainOfCustody().MoveTo("2026-09-01");
        Assert.Empty(story.Told);

        story.MoveTo("2028-01-10");
        Effect.Tell told = Assert.Single(story.Told);
        Assert.Equal(CaseId.From("CRT", 2), told.To);
        Assert.Equal(Sample.Day("2026-09-01"), Assert.IsType<PerformanceStandardMissed>(told.News).Due.On);
    }

    [Fact]
    public void When_it_follows_after_all_the_CoC_certificate_is_told_that_too()
    {
        DutyStory story = WithChainOfCustody().MoveTo("2026-10-01").Record(TestCertificates.Full(5, "2026-10-01") with { Covers = ["F1", "F2"] });

        Assert.Equal([typeof(PerformanceStandardMissed), typeof(PerformanceStandardFollowed)], story.Told.Select(told => told.News.GetType()));
    }

    [Fact]
    public void When_the_Secretariat_ticks_it_off_late_the_CoC_certificate_is_told_that_too()
    {
        DutyStory story = WithChainOfCustody().MoveTo("2026-10-01");
        story.Do(new DutyCommand.Finish(Sample.Sasha, Waiting(story).Key, Sample.Day("2026-09-30"), "Seen on paper."));

        Assert.Equal([typeof(PerformanceStandardMissed), typeof(PerformanceStandardFollowed)], story.Told.Select(told => told.News.GetType()));
    }

    [Fact]
    public void What_an_audit_has_met_is_done_the_earliest_first()
    {
        DutyStory story = Certified(TestCertificates.Full(1, "2025-06-01") with { Maturity = Maturity.Low }).MoveTo("2026-05-01");
        ObligationMet met = new(ObligationKind.Surveillance, CaseId.From("CRT", 1), Sample.Day("2026-04-20"), Sample.Sasha, "AUD-0001-0002");
        Assert.Equal(["2026-06-01 ", "2027-06-01 "], story.Duty.Obligations.Select(o => $"{o.Due.On:yyyy-MM-dd} {o.Closed?.How}"));

        story.Hear(met);
        Assert.Equal(["2026-06-01 done", "2027-06-01 "], story.Duty.Obligations.Select(o => $"{o.Due.On:yyyy-MM-dd} {o.Closed?.How}"));
        Assert.Equal(new ObligationEnd("done", Sample.Day("2026-04-20"), Sample.Sasha, "AUD-0001-0002"), story.Duty.Obligations[0].Closed);
        story.Hear(met);
        Assert.All(story.Duty.Obligations, o => Assert.Equal("done", o.Closed?.How));
    }

    [Theory]
    [InlineData(ObligationKind.MajorClosure, 1ul)]
    [InlineData(ObligationKind.Surveillance, 2ul)]
    public void What_was_not_due_cannot_be_met(ObligationKind kind, ulong source)
    {
        Duty duty = Certified(TestCertificates.Full(1, "2025-06-01")).Duty;
        ObligationMet met = new(kind, CaseId.From("CRT", source), Sample.Day("2025-06-01"), Sample.Sasha, "AUD-0001-0002");

        Assert.Equal(
            "unknown-deadline",
            Assert.IsType<Decision<Duty>.Refused>(DutyProcedure.Hear(duty, met, Sample.Noon("2025-06-01"), CertificationTerms.Shipped)).Code);
    }

    private static DutyStory Certified(CertificateFacts facts) => DutyStory.Joined("2024-02-18").MoveTo("2025-06-01").Record(facts);

    private static DutyStory WithChainOfCustody() => Certified(TestCertificates.Full(1, "2025-06-01"))
        .MoveTo("2025-09-01").Record(TestCertificates.ChainOfCustody(2, "2025-09-01", "2026-09-01", "F1", "F2"));

    private static Obligation Waiting(DutyStory story) => story.Duty.Obligations.First(o => o.Kind is ObligationKind.PerformanceStandard);
}
