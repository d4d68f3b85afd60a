using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Assurance.Oversight;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Certification.Standards;
using AsiFunctions.Domain.Dashboard;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Tests.Assurance.Audits;

namespace AsiFunctions.Domain.Tests.Dashboard.Facts;

/// <summary>What the published summary of an audit counts for.</summary>
public sealed class RatingCellsTests
{
    internal static PublishedSummary Summary(
        string ended, IReadOnlyList<SupplyChainActivity> activities, params IReadOnlyList<PublishedFinding> findings) =>
        new(
            AuditStory.Id, AuditStory.Id.As("MEM"), "Example", "The plant at Example", activities, ["NO"], AuditType.Initial,
            new StandardRef(StandardCode.PerformanceStandard, "V3"),
            "Example Assurance Ltd",
            Asking.Day(ended),
            Asking.Day(ended),
            Asking.Day(ended),
            Asking.Day(ended),
            CertificateLevel.Full, Certificate: null, Maturity.Medium, new Dictionary<Rating, int>(), findings, "Fine.");

    [Fact]
    public void Each_rating_counts_once_by_criterion_and_once_for_each_activity()
    {
        PublishedSummary summary = Summary(
            "2026-06-05", [SupplyChainActivity.Casthouses, SupplyChainActivity.SemiFabrication],
            new PublishedFinding("1.1", Rating.Conformance), new PublishedFinding("9.10", Rating.MinorNonConformance));
        Cells cells = CaseCells.Of(AuditStory.Id, new CasePart(PublishedSummary.Part, summary));

        Assert.Equal(["2026-06-05 PS|V3|1|1.1|conformance +1", "2026-06-05 PS|V3|9|9.10|minor +1"], cells.Lines(Cubes.Ratings));
        Assert.Equal(4, cells.Lines(Cubes.RatingActivities).Length);
    }

    [Fact]
    public void Other_parts_and_other_cases_count_nothing()
    {
        PublishedSummary summary = Summary("2026-06-05", [], new PublishedFinding("1.1", Rating.Conformance));

        Assert.Empty(CaseCells.Of(AuditStory.Id, new CasePart("draft", summary)));
        Assert.Empty(CaseCells.Of(AuditStory.Id.As("MEM"), new CasePart(PublishedSummary.Part, summary)));
        Assert.Empty(CaseCells.Of(AuditStory.Id, new CasePart(PublishedSummary.Part, "a text")));
    }

    [Theory]
    [InlineData(AuditType.Initial)]
    [InlineData(AuditType.Surveillance)]
    [InlineData(AuditType.Recertification)]
    [InlineData(AuditType.ScopeChange)]
    [InlineData(AuditType.FollowUp)]
    public void A_summary_is_published_once_after_an_approval_and_never_after_a_decline(AuditType type)
    {
        Audit approved = AuditStory.Decided(subject: AuditStory.Subject(type)).Audit;

        Assert.Single(approved.FollowUps, followUp => followUp.Kind is FollowUpKind.PublishSummary);
        Assert.Null(approved.AppealableOn(Asking.Day("2026-12-31")));   // so that there is no second decision that would publish it again
        Assert.DoesNotContain(
            AuditStory.Decided(level: null, AuditStory.Subject(type)).Audit.FollowUps, followUp => followUp.Kind is FollowUpKind.PublishSummary);
    }
}
