using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Dashboard;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Tests.Certification.Certificates;

namespace AsiFunctions.Domain.Tests.Dashboard.Aggregates;

/// <summary>Figures about certificates and deadlines.</summary>
public sealed class CertificationFiguresTests
{
    private static readonly Certificate[] Certificates =
    [
        Sample.Certificate(issued: "2019-12-31", number: 1),
        Sample.Do(Sample.Certificate(issued: "2025-01-31", number: 2), new CertificateCommand.Suspend(Sample.Rae, "A complaint."), "2026-01-31"),
        Wide(Sample.Certificate(issued: "2025-06-30", number: 3)),
        Sample.Certificate(CertificateLevel.Provisional, "2026-01-01", audit: Sample.Audit(findings: [Sample.Major()]), number: 4),
        Sample.Certificate(issued: "2025-12-31", standard: Sample.Custody, number: 5),
    ];

    private static readonly Cells Counts = Asking.Of(Certificates);

    [Fact]
    public void Certificates_of_a_day_are_current_or_all_that_were_issued()
    {
        DashboardTable current = Counts.Ask("certificates", "2026-02-28");

        Assert.Equal("standard version level state certificates percent shown", current.Heads());
        Assert.Equal(
            ["PS V3 full full 1 25.0 4", "PS V3 full suspended 1 25.0 4", "PS V3 provisional provisional 1 25.0 4", "CoC V2 full full 1 25.0 4"],
            current.Lines());
        Assert.Equal(5, Counts.Ask("certificates", "2026-02-28", ("current", "all")).Denominator!.Count);
        Assert.Equal(["PS V3 full expired 1 100.0 1"], Counts.Ask("certificates", "2026-02-28", ("current", "all"), ("state", "expired")).Lines());
        Assert.Equal(["CoC V2 full full 1 100.0 1"], Counts.Ask("certificates", "2026-02-28", ("standard", "CoC")).Lines());
    }

    [Theory]
    [InlineData("2022-12-30", 1)]   // three years less a day: still in force
    [InlineData("2022-12-31", 0)]
    public void The_day_after_the_validity_a_certificate_is_no_longer_current(string day, int current) =>
        Assert.Equal(current, Counts.Ask("certificates", day).Denominator!.Count);

    [Fact]
    public void A_certificate_counts_in_each_activity_and_country_and_the_denominator_counts_it_once()
    {
        DashboardAggregate byActivity = DashboardCatalogue.Find("certificates-by-activity")!;
        Assert.True(byActivity.IsMultiCount);
        Assert.Equal(
            ["PS V3 casthouses 1 33.3 3", "PS V3 semi-fabrication 3 100.0 3", "CoC V2 semi-fabrication 1 100.0 1"],
            Counts.Ask("certificates-by-activity", "2026-02-28").Lines());
        Assert.Equal(["PS V3 casthouses 1 33.3 3"], Counts.Ask("certificates-by-activity", "2026-02-28", ("activity", "casthouses")).Lines());
        Assert.Equal(
            ["PS V3 NO 4 100.0 4", "PS V3 SE 1 25.0 4"],
            Counts.Ask("certificates-by-country", "2026-02-28", ("current", "all"), ("standard", "PS")).Lines());
    }

    [Fact]
    public void Certificates_are_counted_by_the_year_of_their_issue() => Assert.Equal(
        ["2025 PS V3 full 2", "2025 CoC V2 full 1", "2026 PS V3 provisional 1"],
        Counts.Ask("certificates-by-year", "2026-02-28", from: "2025-01-01").Lines());

    [Theory]
    [InlineData("running", "none", "2026-05-31", "2026-06-01", "overdue")]
    [InlineData("running", "none", "2026-06-01", "2026-06-01", "at-risk")]       // the last day is in time
    [InlineData("running", "none", "2026-12-01", "2026-03-01", "watch")]        // nine months are left
    [InlineData("running", "none", "2026-12-01", "2026-03-02", "at-risk")]
    [InlineData("running", "self-assessment-submitted", "2026-11-30", "2026-03-01", "at-risk")]
    [InlineData("running", "audit-scheduled", "2026-11-30", "2026-03-01", "on-track")]
    [InlineData("running", "audit-scheduled", "2026-05-31", "2026-03-01", "watch")]
    [InlineData("running", "report-in-oversight", "2026-11-30", "2026-03-01", "on-track")]
    [InlineData("running", "none", "2027-03-01", "2026-03-01", "on-track")]
    [InlineData("running", "none", "2027-02-28", "2026-03-01", "watch")]
    [InlineData("missed", "audit-scheduled", "2026-02-28", "2026-03-01", "overdue")]
    [InlineData("paused", "none", "2026-01-01", "2026-03-01", "paused")]
    public void The_risk_of_a_deadline_follows_from_the_time_left_and_the_progress(
        string state, string progress, string due, string asOf, string risk)
    {
        Cells cells = new();
        cells.Add(CellKey.Of(Cubes.Deadlines, Asking.Day(due), "first-certification", state, progress));

        Assert.Equal([$"{risk} first-certification {progress} 1 100.0 1"], cells.Ask("deadlines", asOf).Lines());
        Assert.Single(cells.Ask("deadlines", asOf, ("risk", risk)).Rows);
        Assert.Empty(cells.Ask("deadlines", asOf, ("goal", "conversion")).Rows);
    }

    private static Certificate Wide(Certificate certificate) => certificate with
    {
        Scope = certificate.Scope with
        {
            Activities = [SupplyChainActivity.Casthouses, SupplyChainActivity.SemiFabrication],
            Facilities = [.. certificate.Scope.Facilities, certificate.Scope.Facilities[0] with { Key = "F2", Country = "SE" }],
        },
    };
}
