using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Standards;
using static AsiFunctions.Domain.Tests.Assurance.Reports.Drafting;

namespace AsiFunctions.Domain.Tests.Assurance.Reports;

public sealed class ReportComparisonTests
{
    private static readonly AuditReport One =
        WithNonConformances(NonConformance("1.1", NonConformanceGrade.Minor), NonConformance("2.1", NonConformanceGrade.Major)).Complete(
            Standard, number: 1, answer: null);

    [Fact]
    public void Revisions_that_say_the_same_do_not_differ()
    {
        // Put together anew, no list is the same object.
        AuditReport two =
            WithNonConformances(NonConformance("1.1", NonConformanceGrade.Minor), NonConformance("2.1", NonConformanceGrade.Major)).Complete(
                Standard, number: 2, answer: null);

        ReportComparison comparison = ReportComparison.Of(One, two with { Subject = Subject(), Days = two.Days with { OnSiteDays = 8.0m } });

        Assert.Equal((1, 2), (comparison.From, comparison.To));
        Assert.Empty(comparison.Findings);
        Assert.Empty(comparison.NonConformances);
        Assert.Empty(comparison.General);
    }

    [Fact]
    public void What_was_added_removed_and_changed_is_told_with_before_and_after()
    {
        AuditReport two = One with
        {
            Revision = 2,
            Findings =
            [
                One.Findings[0] with { Text = "Seen again.", Sites = ["F2"] },
                One.Findings[1],
                new ReportFinding("3.1", Rating.Conformance, "New.", [], []),
            ],
            NonConformances =
            [
                One.NonConformances[0] with { Plan = One.NonConformances[0].Plan! with { ApprovedOn = Today } },
                One.NonConformances[1] with { Number = 3 },
            ],
            Summary = "Better.",
            Answer = "Because.",
        };

        ReportComparison comparison = ReportComparison.Of(One, two);

        Assert.Equal(
            ["1.1 Changed text,sites", "3.1 Added ", "2.1 Removed "],
            comparison.Findings.Select(item => $"{(item.After ?? item.Before)!.Criterion} {item.Kind} {string.Join(',', item.Fields)}"));
        Assert.Equal(("As asked.", "Seen again."), (comparison.Findings[0].Before!.Text, comparison.Findings[0].After!.Text));
        Assert.Equal(
            ["1 Changed plan", "3 Added ", "2 Removed "],
            comparison.NonConformances.Select(item => $"{(item.After ?? item.Before)!.Number} {item.Kind} {string.Join(',', item.Fields)}"));
        Assert.Equal(
            [
                new FieldDifference("summary", DifferenceKind.Changed, "All in all well.", "Better."),
                new FieldDifference("answer", DifferenceKind.Added, null, "Because."),
            ],
            comparison.General);
    }

    [Fact]
    public void Backwards_what_was_added_is_removed()
    {
        AuditReport two = One with
        {
            Revision = 2,
            Verifications = [new Verification(CaseId.From("NCN", 1), VerificationResult.Closed, "Seen.")],
            Findings = [One.Findings[0]],
        };

        ReportComparison comparison = ReportComparison.Of(two, One);

        Assert.Equal([DifferenceKind.Added, DifferenceKind.Added], comparison.Findings.Select(item => item.Kind));
        Assert.Equal(("verifications", DifferenceKind.Changed), (comparison.General[0].Field, comparison.General[0].Kind));
    }
}
