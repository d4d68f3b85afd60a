using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Assurance.NonConformances;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Certification.Duties;
using AsiFunctions.Domain.Tests.Membership;

namespace AsiFunctions.Domain.Tests.Assurance.Audits;

/// <summary>What an audit hears of its report and its non-conformances.</summary>
public sealed class AuditNewsTests
{
    private static readonly CaseId One = CaseId.From("NCN", 1);
    private static readonly CaseId Two = CaseId.From("NCN", 2);
    private static readonly CaseId Three = CaseId.From("NCN", 3);

    [Theory]
    [InlineData("plan-awaited", false)]
    [InlineData("plan-review", false)]
    [InlineData("planned", false)]
    [InlineData("postponed", false)]
    [InlineData("in-progress", true)]   // an audit may be done earlier than planned
    [InlineData("report-awaited", true)]
    [InlineData("report-submitted", false)]
    [InlineData("oversight", false)]
    [InlineData("clarification", true)]
    [InlineData("second-opinion", false)]
    [InlineData("approved", false)]
    [InlineData("declined", false)]
    [InlineData("cancelled", false)]
    public void A_revision_is_taken_where_one_is_awaited(string state, bool awaited)
    {
        AuditStory story = AuditStory.In(state);
        int before = story.Audit.Revisions.Count;

        if (awaited)
        {
            Assert.Equal(before + 1, story.Report().Audit.Latest!.Number);
            Assert.Null(story.Audit.Checks);
        }
        else
        {
            Assert.Equal("out-of-order", story.Unheard(new ReportNews.Submitted(story.Revision(before + 1))));
        }
    }

    [Fact]
    public void A_revision_that_came_before_or_skips_one_changes_nothing()
    {
        AuditStory story = AuditStory.In("clarification");

        Assert.Equal("out-of-order", story.Unheard(new ReportNews.Submitted(story.Revision(1))));
        Assert.Equal("out-of-order", story.Unheard(new ReportNews.Submitted(story.Revision(3))));
    }

    [Fact]
    public void The_first_revision_tells_the_duty_and_both_sides_that_the_oversight_has_begun()
    {
        AuditStory story = AuditStory.Reported();

        Assert.Equal([CertificationProgress.AuditScheduled, CertificationProgress.ReportInOversight], story.Progress);
        Assert.Equal(["2026-07-01 audit-report-received → Member", "2026-07-01 audit-report-received → LeadAuditor"], story.Mails.TakeLast(2));
    }

    [Fact]
    public void An_audit_of_the_Chain_of_Custody_has_no_say_in_the_duty()
    {
        AuditStory story = AuditStory.Reported(AuditStory.Subject(standard: StandardCode.ChainOfCustody));

        Assert.Empty(story.Progress);
    }

    [Fact]
    public void News_that_concern_it_not_change_nothing()
    {
        AuditStory story = AuditStory.In("oversight");

        Assert.Equal("out-of-order", story.Unheard(new ReportNews.Closed()));
        Assert.Equal("not-tracked", story.Unheard(Closed(One)));
    }

    [Fact]
    public void The_duty_hears_when_the_last_major_is_closed_or_is_none_any_more()
    {
        AuditStory story = AuditStory.Decided(CertificateLevel.Provisional).FollowAll(
            new(One, NonConformanceGrade.Major, ClosedOn: null),
            new(Two, NonConformanceGrade.Major, ClosedOn: null),
            new(Three, NonConformanceGrade.Minor, ClosedOn: null));

        story.Hear(Closed(Three)).Hear(Closed(One));
        Assert.Empty(Met(story));

        story.Hear(new NonConformanceNews(Two, NonConformanceGrade.Minor, ClosedOn: null, AuditStory.Lena));   // downgraded
        ObligationMet met = Assert.Single(Met(story));
        Assert.Equal(
            (ObligationKind.MajorClosure, AuditStory.Certificate, Sample.Day("2026-07-01"), Two.Value), (met.Kind, met.Source, met.On, met.Note));

        story.Hear(Closed(Two));
        Assert.Single(Met(story));   // once
    }

    [Fact]
    public void Where_no_certificate_was_issued_the_majors_were_due_for_the_audit()
    {
        AuditStory story = AuditStory.Decided(CertificateLevel.Provisional, AuditStory.Subject(AuditType.Surveillance))
            .FollowAll(new TrackedNonConformance(One, NonConformanceGrade.Major, ClosedOn: null))
            .Hear(Closed(One));

        ObligationMet met = Met(story).Last();
        Assert.Equal((ObligationKind.MajorClosure, AuditStory.Id, Sample.Day("2026-12-01")), (met.Kind, met.Source, met.On));
    }

    private static NonConformanceNews Closed(CaseId id) => new(
        id, id == Three ? NonConformanceGrade.Minor : NonConformanceGrade.Major, Sample.Day("2026-12-01"), AuditStory.Lena);

    private static IEnumerable<ObligationMet> Met(AuditStory story) =>
        story.Told.Select(tell => tell.News).OfType<ObligationMet>().Where(met => met.Kind is ObligationKind.MajorClosure);
}
