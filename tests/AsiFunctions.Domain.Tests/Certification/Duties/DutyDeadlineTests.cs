using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Duties;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Tests.Membership;

namespace AsiFunctions.Domain.Tests.Certification.Duties;

/// <summary>What lists, boards and calendars show of a duty.</summary>
public sealed class DutyDeadlineTests
{
    [Fact]
    public void What_is_due_is_listed_soonest_first_with_its_rule_and_what_stops_it()
    {
        DutyStory story = DutyStory.Joined("2024-02-18").MoveTo("2025-06-01").Record(TestCertificates.Full(1, "2025-06-01"));

        IReadOnlyList<DutyDeadline> all = DutyDeadlines.Of(story.Duty, Sample.Day("2026-12-02"));
        Assert.Equal(
            ["surveillance 2026-12-01 overdue", "recertification 2028-05-31 "],
            all.Select(d => $"{d.Kind} {d.Due.On:yyyy-MM-dd} {(d.Overdue ? "overdue" : "")}"));
        Assert.Contains("P18M from 2025-06-01", all[0].Due.Rule, StringComparison.Ordinal);
        Assert.Contains("new PS certificate", all[1].StoppedBy, StringComparison.Ordinal);
    }

    [Fact]
    public void When_the_date_has_passed_the_end_of_the_grace_is_due_too()
    {
        DutyStory story = DutyStory.Joined("2024-02-18").MoveTo("2026-02-19");

        Assert.Equal(
            ["first-certification 2026-02-18 True", "end-of-grace 2026-08-18 False"],
            DutyDeadlines.Of(story.Duty, Sample.Day("2026-02-19")).Select(d => $"{d.Kind} {d.Due.On:yyyy-MM-dd} {d.Overdue}"));
    }

    [Fact]
    public void A_paused_clock_has_no_date_to_show() =>
        Assert.Empty(
            DutyDeadlines.Of(DutyStory.Joined("2024-02-18").Do(new DutyCommand.Pause(Sample.Sasha, "A flood.")).Duty, Sample.Day("2024-02-18")));

    [Theory]
    [InlineData("2025-05-17", null, DutyRisk.OnTrack)]
    [InlineData("2025-05-18", null, DutyRisk.AtRisk)]   // nine months left
    [InlineData("2025-05-18", CertificationProgress.SelfAssessmentSubmitted, DutyRisk.AtRisk)]
    [InlineData("2025-05-18", CertificationProgress.AuditScheduled, DutyRisk.OnTrack)]
    [InlineData("2026-02-18", CertificationProgress.ReportInOversight, DutyRisk.OnTrack)]
    [InlineData("2026-02-19", CertificationProgress.ReportInOversight, DutyRisk.Missed)]
    public void With_little_time_left_and_no_audit_scheduled_a_member_is_at_risk(string day, CertificationProgress? progress, DutyRisk risk)
    {
        DutyStory story = DutyStory.Joined("2024-02-18");
        story = progress is { } far ? story.Progress(far) : story;

        Assert.Equal(risk, DutyDeadlines.RiskOf(story.MoveTo(day).Duty, Sample.Day(day), CertificationTerms.Shipped));
    }

    [Fact]
    public void Other_states_have_risks_of_their_own()
    {
        Assert.Equal(DutyRisk.None, Risk(DutyStory.Joined("2024-02-18", MembershipClass.GeneralSupporters)));
        Assert.Equal(DutyRisk.Paused, Risk(DutyStory.Joined("2024-02-18").Do(new DutyCommand.Pause(Sample.Sasha, "A flood."))));
        DutyStory switched = DutyStory.Joined("2024-02-18").Switch(MembershipClass.DownstreamSupporters);
        Assert.Equal(DutyRisk.None, Risk(switched));
        Assert.Equal(DutyRisk.Undecided, Risk(switched.Switch(MembershipClass.IndustrialUsers)));
    }

    private static DutyRisk Risk(DutyStory story) => DutyDeadlines.RiskOf(story.Duty, Sample.Day("2024-02-18"), CertificationTerms.Shipped);
}
