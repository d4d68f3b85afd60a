using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Certification.Evidence;
using AsiFunctions.Domain.Certification.Standards;
using static AsiFunctions.Domain.Tests.Assurance.Reports.Drafting;

namespace AsiFunctions.Domain.Tests.Assurance.Reports;

/// <summary>Each gap by itself: the draft of <see cref="Drafting"/> has none, and each test takes something away.</summary>
public sealed class ReportChecksTests
{
    [Fact]
    public void A_whole_draft_has_no_gap()
    {
        Assert.Empty(Gaps(Draft()));
        Assert.Empty(Gaps(WithNonConformances(NonConformance("1.1", NonConformanceGrade.Minor), NonConformance("2.1", NonConformanceGrade.Major))));
    }

    [Fact]
    public void All_gaps_are_told_at_once() => Assert.Equal(
        [
            "/findings/1.1/rating required",
            "/findings/1.2/rating required",
            "/findings/2.1/rating required",
            "/general/days/endedOn required",
            "/general/maturity/systems required",
            "/general/maturity/risk required",
            "/general/maturity/performance required",
            "/general/maturity/overall required",
            "/general/summary required",
        ],
        Gaps(Draft(findings: [], general: GeneralContent.Nothing)));

    [Theory]
    [InlineData(AuditType.Initial, "/findings/1.2/rating required")]
    [InlineData(AuditType.Recertification, "/findings/1.2/rating required")]
    [InlineData(AuditType.Surveillance)]
    [InlineData(AuditType.ScopeChange)]
    [InlineData(AuditType.FollowUp)]
    public void Initial_and_recertification_audits_rate_every_criterion_the_others_some(AuditType type, params string[] gaps) =>
        Assert.Equal(gaps, Gaps(Draft(type, new() { ["1.1"] = Conformance, ["2.1"] = Conformance })));

    [Fact]
    public void Every_audit_rates_at_least_one_criterion() => Assert.Equal(["/findings required"], Gaps(Draft(AuditType.Surveillance, [])));

    [Fact]
    public void What_was_begun_is_rated_in_every_audit() => Assert.Equal(
        ["/findings/1.2/rating required"],
        Gaps(Draft(AuditType.Surveillance, new() { ["1.1"] = Conformance, ["1.2"] = FindingContent.Nothing with { Text = "Hm." } })));

    [Theory]
    [InlineData(Rating.Conformance)]
    [InlineData(Rating.NotApplicable)]
    [InlineData(Rating.UnableToRate)]
    public void Every_rating_has_a_text(Rating rating) => Assert.Equal(
        ["/findings/1.2/text required"],
        Gaps(Draft(findings: new() { ["1.1"] = Conformance, ["1.2"] = Conformance with { Rating = rating, Text = null }, ["2.1"] = Conformance })));

    [Fact]
    public void Sampled_sites_are_sites_of_the_audit() => Assert.Equal(
        ["/findings/1.2/sites not-offered"],
        Gaps(Draft(findings: new() { ["1.1"] = Conformance, ["1.2"] = Conformance with { Sites = ["F2", "F3"] }, ["2.1"] = Conformance })));

    [Theory]
    [InlineData(Rating.MinorNonConformance, null, "/findings/1.1/rating inconsistent")]
    [InlineData(Rating.MajorNonConformance, NonConformanceGrade.Minor, "/findings/1.1/rating inconsistent", "/non-conformances/1/grade inconsistent")]
    [InlineData(Rating.Conformance, NonConformanceGrade.Minor, "/non-conformances/1/grade inconsistent")]
    [InlineData(Rating.MinorNonConformance, NonConformanceGrade.Minor)]
    [InlineData(Rating.MajorNonConformance, NonConformanceGrade.Major)]
    public void Ratings_and_non_conformances_fit_one_another(
        Rating rating, NonConformanceGrade? grade, params string[] gaps) =>
        Assert.Equal(gaps, Gaps(Draft(
            findings: new() { ["1.1"] = Conformance with { Rating = rating }, ["1.2"] = Conformance, ["2.1"] = Conformance },
            nonConformances: grade is null ? [] : new() { [1] = NonConformance("1.1", grade.Value) })));

    [Fact]
    public void A_non_conformance_says_what_and_where() => Assert.Equal(
        [
            "/non-conformances/4/grade required",
            "/non-conformances/4/criterion required",
            "/non-conformances/4/statement required",
            "/non-conformances/4/sites required",
            "/non-conformances/4/plan required",
            "/non-conformances/5/criterion not-offered",
            "/non-conformances/5/sites not-offered",
        ],
        Gaps(Draft(nonConformances: new()
        {
            [4] = new NonConformanceContent(),
            [5] = NonConformance("9.9", NonConformanceGrade.Minor) with { Sites = ["F7"] },
        })));

    public static TheoryData<DraftPlan, string[]> Plans => new()
    {
        { new DraftPlan(ApprovedOn: new DateOnly(2026, 3, 11)), ["rootCause required", "action required", "dueOn required", "submittedOn required"] },
        { Plan with { DueOn = new DateOnly(2026, 3, 6) }, ["dueOn out-of-range"] },
        { Plan with { DueOn = new DateOnly(2026, 3, 7) }, [] },
        { Plan with { DueOn = new DateOnly(2029, 3, 7) }, [] },
        { Plan with { DueOn = Today.AddYears(10) }, [] },
        { Plan with { DueOn = Today.AddYears(10).AddDays(1) }, ["dueOn out-of-range"] },
        { Plan with { DueOn = DateOnly.MaxValue }, ["dueOn out-of-range"] },
        { Plan with { SubmittedOn = DateOnly.MinValue }, ["submittedOn out-of-range"] },
        { Plan with { SubmittedOn = Today.AddDays(1) }, ["submittedOn out-of-range"] },
        { Plan with { ApprovedOn = new DateOnly(2026, 3, 9) }, ["approvedOn out-of-range"] },
        { Plan with { ApprovedOn = Today }, [] },
        { Plan with { ApprovedOn = Today.AddDays(1) }, ["approvedOn out-of-range"] },
    };

    [Theory]
    [MemberData(nameof(Plans))]
    public void A_plan_has_a_root_cause_an_action_and_days_that_fit(DraftPlan plan, string[] gaps) => Assert.Equal(
        gaps.Select(gap => $"/non-conformances/1/plan/{gap}"),
        Gaps(WithNonConformances(NonConformance("1.1", NonConformanceGrade.Minor) with { Plan = plan })));

    [Theory]
    [InlineData("2026-03-02", "2026-03-05", "2026-03-06", 8)]
    [InlineData(null, null, "2026-03-06", null)]
    [InlineData(null, null, "2026-03-20", 0)]
    [InlineData("2026-03-02", null, "2026-03-06", 8, "onSiteTo inconsistent")]
    [InlineData(null, "2026-03-05", "2026-03-06", 8, "onSiteTo inconsistent")]
    [InlineData("2026-03-05", "2026-03-02", "2026-03-06", 8, "onSiteTo inconsistent")]
    [InlineData("2026-03-02", "2026-03-07", "2026-03-06", 8, "endedOn inconsistent")]
    [InlineData("2026-03-02", "2026-03-05", null, 8, "endedOn required")]
    [InlineData("2026-03-02", "2026-03-05", "2026-03-21", 8, "endedOn out-of-range")]
    [InlineData(null, null, "0026-03-06", null, "endedOn out-of-range")]
    [InlineData("0026-03-02", "2026-03-05", "2026-03-06", 8, "onSiteFrom out-of-range")]
    [InlineData("2016-03-20", "2026-03-05", "2026-03-06", 8)]
    [InlineData("2026-03-02", "2026-03-05", "2026-03-06", 0, "onSiteDays inconsistent")]
    [InlineData("2026-03-02", "2026-03-05", "2026-03-06", null, "onSiteDays inconsistent")]
    [InlineData(null, null, "2026-03-06", 8, "onSiteDays inconsistent")]
    public void Days_fit_one_another(string? from, string? to, string? ended, int? days, params string[] gaps) => Assert.Equal(
        gaps.Select(gap => $"/general/days/{gap}"),
        Gaps(Draft(general: General with { Days = new DraftDays(Day(from), Day(to), Day(ended), days) })));

    [Theory]
    [InlineData(Maturity.Medium, Maturity.Low, Maturity.High, Maturity.Low, null)]
    [InlineData(Maturity.Medium, Maturity.Low, Maturity.High, Maturity.Medium, null, "reason required")]
    [InlineData(Maturity.Medium, Maturity.Low, Maturity.High, Maturity.Medium, "New team.")]
    [InlineData(Maturity.Medium, Maturity.Medium, Maturity.High, Maturity.Low, "New team.", "reason inconsistent")]
    [InlineData(Maturity.High, Maturity.High, Maturity.High, Maturity.High, null)]
    [InlineData(Maturity.High, Maturity.High, null, Maturity.High, null, "performance required")]
    public void An_overall_maturity_above_the_lowest_part_has_a_reason(
        Maturity systems, Maturity risk, Maturity? performance, Maturity overall, string? reason, params string[] gaps) => Assert.Equal(
        gaps.Select(gap => $"/general/maturity/{gap}"),
        Gaps(Draft(general: General with { Maturity = new DraftMaturity(systems, risk, performance, overall, reason) })));

    [Fact]
    public void High_maturity_is_allowed_only_without_any_non_conformance()
    {
        ReportDraft draft = WithNonConformances(NonConformance("1.1", NonConformanceGrade.Minor));

        Assert.Equal(
            ["/general/maturity/overall inconsistent"],
            Gaps(draft with
            {
                General = Item(
                General with { Maturity = new DraftMaturity(Maturity.High, Maturity.High, Maturity.High, Maturity.High) })
            }));
    }

    [Theory]
    [InlineData(true, "/general/peopleMet required", "/general/peopleMet required")]
    [InlineData(false)]
    public void Workers_and_management_are_met_where_there_is_a_part_on_site(bool onSite, params string[] gaps) => Assert.Equal(
        gaps,
        Gaps(Draft(general: General with
        {
            Days = onSite ? General.Days : new DraftDays(EndedOn: new DateOnly(2026, 3, 6), RemoteDays: 3),
            PeopleMet = [new PersonMet(InterviewGroup.Contractors, "cleaners", 2)],
        })));

    [Fact]
    public void An_earlier_non_conformance_is_verified_once_with_a_note() => Assert.Equal(
        ["/general/verifications/0/note required", "/general/verifications/1/nonConformance doubled"],
        Gaps(Draft(general: General with
        {
            Verifications =
            [
                new Verification(CaseId.From("NCN", 1), VerificationResult.Closed, " "),
                new Verification(CaseId.From("NCN", 1), VerificationResult.StillOpen, "Seen."),
            ],
        })));

    [Theory]
    [InlineData(EvidenceStatus.Clean)]
    [InlineData(EvidenceStatus.NotScanned)]
    [InlineData(EvidenceStatus.Quarantined, "/attachments/A1 scan-pending")]
    [InlineData(EvidenceStatus.Infected, "/attachments/A1 infected")]
    public void Attachments_are_scanned(EvidenceStatus status, params string[] gaps) => Assert.Equal(gaps, Gaps(Draft(attachment: status)));

    [Theory]
    [InlineData(0, null)]
    [InlineData(0, "Because.", "/answer not-asked")]
    [InlineData(1, " ", "/answer required")]
    [InlineData(1, "Because.")]
    public void An_answer_is_given_where_a_clarification_was_asked_for(int revisions, string? answer, params string[] gaps)
    {
        AuditReportFile file = Draft().File with { Revisions = [.. Enumerable.Repeat<FiledRevision>(null!, revisions)] };

        Assert.Equal(gaps, Told(ReportChecks.Answer(file, answer)));
    }

    [Fact]
    public void A_critical_criterion_makes_its_non_conformance_critical_and_a_revision_is_in_the_order_of_the_standard()
    {
        ReportDraft draft = WithNonConformances(
            NonConformance("2.1", NonConformanceGrade.Major),
            NonConformance("1.1", NonConformanceGrade.Minor) with { Critical = true },
            NonConformance("1.2", NonConformanceGrade.Minor));

        AuditReport report = draft.Complete(Standard, number: 2, "Because.");

        Assert.Equal([true, true, false], report.NonConformances.Select(item => item.Critical));
        Assert.Equal(["1.1", "1.2", "2.1"], report.Findings.Select(finding => finding.Criterion));
        Assert.Equal((2, "Because.", 1, 2), (report.Revision, report.Answer, report.AsFindings("lea").Majors, report.AsFindings("lea").Minors));
    }

    private static DateOnly? Day(string? text) => text is null ? null : DateOnly.Parse(text, null);
}
