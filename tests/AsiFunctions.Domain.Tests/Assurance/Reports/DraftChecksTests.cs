using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Standards;
using static AsiFunctions.Domain.Tests.Assurance.Reports.Drafting;

namespace AsiFunctions.Domain.Tests.Assurance.Reports;

/// <summary>What a draft takes however far it is, and how it is tidied.</summary>
public sealed class DraftChecksTests
{
    [Fact]
    public void Blanks_around_texts_and_empty_lines_are_taken_away()
    {
        FindingContent finding = DraftChecks.Tidy(Rating.Conformance, " Fine. ", [" One ", null, " ", "Two"], [" F1 "]);
        NonConformanceContent nonConformance = DraftChecks.Tidy(new NonConformanceContent(" 1.1 ", Plan: new DraftPlan(" ")));

        Assert.True(finding.SaysTheSameAs(new FindingContent(Rating.Conformance, "Fine.", ["One", "Two"], ["F1"])));
        Assert.True(nonConformance.SaysTheSameAs(new NonConformanceContent("1.1")));
    }

    [Fact]
    public void Findings_have_limits() => Assert.Equal(
        ["/text too-long", "/evidence too-long", "/evidence/20 too-long", "/sites doubled"],
        Told(DraftChecks.Check(new FindingContent(
            Rating: null,
            new string('x', ReportLimits.Text + 1),
            [.. Enumerable.Repeat("x", ReportLimits.Evidence), new string('x', ReportLimits.Line + 1)],
            ["F1", "F1"]))));

    [Theory]
    [InlineData("a\u0001b", "/text control-character")]
    [InlineData("two\nlines")]
    public void Texts_are_plain(string text, params string[] faults) =>
        Assert.Equal(faults, Told(DraftChecks.Check(Conformance with { Text = text })));

    [Theory]
    [InlineData("0")]
    [InlineData("0.5")]
    [InlineData("1000")]
    [InlineData("-0.5", "/days/onSiteDays out-of-range")]
    [InlineData("0.25", "/days/onSiteDays out-of-range")]
    [InlineData("1000.5", "/days/onSiteDays out-of-range")]
    public void Days_are_given_in_halves(string days, params string[] faults) => Assert.Equal(
        faults,
        Told(DraftChecks.Check(
            new GeneralContent(new DraftDays(OnSiteDays: decimal.Parse(days, System.Globalization.CultureInfo.InvariantCulture))))));

    [Fact]
    public void The_general_part_has_limits() => Assert.Equal(
        [
            "/summary too-long",
            "/confidential/0 control-character",
            "/peopleMet/0 required",
            "/peopleMet/1/function required",
            "/peopleMet/1/count out-of-range",
            "/verifications/0/nonConformance malformed",
        ],
        Told(DraftChecks.Check(new GeneralContent(
            Summary: new string('x', ReportLimits.Summary + 1),
            Confidential: ["a\nb"],
            PeopleMet: [null!, new PersonMet(InterviewGroup.Others, "", 0)],
            Verifications: [new Verification(CaseId.From("AUD", 1), VerificationResult.Closed, "x")]))));

    [Fact]
    public void A_table_changes_what_differs_and_tells_all_that_is_wrong()
    {
        ReportDraft draft = Draft(findings: new() { ["1.1"] = Conformance, ["2.1"] = Conformance });
        FindingRow[] rows =
        [
            new(2, "1.1", Title: null, Conformance, Version: 1),
            new(3, "1.2", Title: null, Minor, Version: 0),
            new(4, "2.1", "Title of 2.1", Minor, Version: 0),
            new(5, "2.1", Title: null, Minor, Version: 1),
            new(6, "9.9", Title: null, Minor, Version: 0),
        ];

        FindingPlan wrong = FindingImport.Plan(rows, draft.File.Criteria(Standard), draft, Lea);
        FindingPlan right = FindingImport.Plan(rows[..2], draft.File.Criteria(Standard), draft, Lea);
        FindingPlan elsewhere = FindingImport.Plan(
            [rows[1] with { Content = Minor with { Sites = ["F9"] } }], draft.File.Criteria(Standard), draft, Lea);

        Assert.Equal(["/lines/4/version stale", "/lines/5/criterion doubled", "/lines/6/criterion unknown"], Told(wrong.Faults));
        Assert.Equal(["1.2"], right.Changes.Keys);
        Assert.Equal(["/lines/3/sites not-offered"], Told(elsewhere.Faults));
    }
}
