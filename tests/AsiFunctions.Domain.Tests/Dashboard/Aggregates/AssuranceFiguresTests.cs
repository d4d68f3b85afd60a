using AsiFunctions.Domain.Assurance.Oversight;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Standards;
using AsiFunctions.Domain.Dashboard;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Tests.Assurance.Audits;
using AsiFunctions.Domain.Tests.Dashboard.Facts;

namespace AsiFunctions.Domain.Tests.Dashboard.Aggregates;

/// <summary>Figures about audits, their oversight, ratings and non-conformances.</summary>
public sealed class AssuranceFiguresTests
{
    [Fact]
    public void Audits_are_counted_by_the_year_of_their_last_day()
    {
        Cells cells = Asking.Of(
            AuditStory.In("approved").Audit, AuditStory.In("declined").Audit, AuditStory.In("oversight").Audit, AuditStory.In("cancelled").Audit);
        DashboardTable audits = cells.Ask("audits", "2026-12-31");

        Assert.Equal("period type standard version audits approved declined underWay", audits.Heads());
        Assert.Equal(["2026 initial PS V3 3 1 1 1"], audits.Lines());
        Assert.Equal(["2026-Q2 initial PS V3 3 1 1 1"], cells.Ask("audits", "2026-12-31", from: null, TimeGrain.Quarter).Lines());
        Assert.Empty(cells.Ask("audits", "2026-06-04").Rows);
    }

    [Fact]
    public void Oversight_is_told_by_step_with_median_and_90th_percentile_and_none_where_nothing_was_counted()
    {
        Assert.All(new Cells().Ask("oversight-durations", "2026-12-31").Lines(), line => Assert.EndsWith(" 0 – –", line, StringComparison.Ordinal));

        Cells cells = new();
        foreach (int days in (int[])[1, 2, 3, 4, 10])
        {
            cells.Add(CellKey.Of(Cubes.OversightSteps, Asking.Day("2026-07-01"), "audit-team", "pass", $"{days}"));
        }

        cells.Add(CellKey.Of(Cubes.Oversight, Asking.Day("2026-07-01"), "rounds", "1"));
        DashboardTable durations = cells.Ask("oversight-durations", "2026-12-31");
        Assert.Equal("audit-team days 5 3 10", durations.Line("audit-team"));
        Assert.Equal("rounds rounds 1 1 1", durations.Line("rounds"));
        Assert.Equal(10, durations.Rows.Count);
        Assert.Single(cells.Ask("oversight-durations", "2026-12-31", ("step", "audit-team")).Rows);
    }

    [Fact]
    public void Ratings_are_counted_by_criterion_principle_and_version()
    {
        Cells cells = Published(
            new PublishedFinding("1.1", Rating.Conformance),
            new PublishedFinding("1.2", Rating.Conformance),
            new PublishedFinding("1.10", Rating.MinorNonConformance),
            new PublishedFinding("10.1", Rating.NotApplicable), new PublishedFinding("2.1", Rating.Conformance));
        DashboardTable ratings = cells.Ask("ratings", "2026-12-31");

        Assert.Equal("PS V3 all all conformance 3 60.0 5", ratings.Line("PS V3 all all conformance"));
        Assert.Equal("PS V3 1 all minor 1 33.3 3", ratings.Line("PS V3 1 all minor"));
        Assert.Equal(
            ["all all", "1 all", "1 1.1", "1 1.2", "1 1.10", "2 all", "2 2.1", "10 all", "10 10.1"],
            ratings.Rows.Select(row => $"{row[2]} {row[3]}").Distinct());
        Assert.Equal(5, cells.Ask("ratings", "2026-12-31", ("criterion", "1.1")).Rows.Count);
        Assert.Equal("PS V3 casthouses conformance 3 60.0 5", cells.Ask("ratings-by-activity", "2026-12-31").Line("PS V3 casthouses conformance"));
    }

    [Fact]
    public void Small_counts_of_ratings_are_kept_from_the_public()
    {
        PublishedFinding[] findings =
        [
            .. Enumerable.Repeat(new PublishedFinding("1.1", Rating.Conformance), 20),
            .. Enumerable.Repeat(new PublishedFinding("1.1", Rating.MajorNonConformance), 2),
            .. Enumerable.Repeat(new PublishedFinding("1.2", Rating.Conformance), 30),
            .. Enumerable.Repeat(new PublishedFinding("1.2", Rating.MajorNonConformance), 8),
        ];
        DashboardTable ratings = SmallCounts.Suppress(Published(findings).Ask("ratings", "2026-12-31"), 5);

        Assert.Equal("PS V3 1 1.1 major – – 22", ratings.Line("PS V3 1 1.1 major"));
        Assert.Equal("PS V3 1 1.1 conformance – – 22", ratings.Line("PS V3 1 1.1 conformance"));   // it would follow from 22 in all
        Assert.Equal("PS V3 1 1.2 major – – 38", ratings.Line("PS V3 1 1.2 major"));                // it would follow from the principle
        Assert.Equal("PS V3 1 1.1 minor 0 0.0 22", ratings.Line("PS V3 1 1.1 minor"));
        Assert.Equal("PS V3 all all conformance 50 83.3 60", ratings.Line("PS V3 all all conformance"));
    }

    [Fact]
    public void Whatever_was_rated_no_small_count_is_shown_and_none_follows_from_a_sum()
    {
        Random random = new(7294);
        for (int i = 0; i < 100; i++)
        {
            Cells cells = new();
            for (int criterion = 0; criterion < 9; criterion++)
            {
                foreach (string rating in (string[])["conformance", "minor", "major", "not-applicable"])
                {
                    string principle = $"{(criterion / 3) + 1}";
                    int count = random.Next(random.Next(2) == 0 ? 40 : 6);
                    cells.Add(
                        CellKey.Of(Cubes.Ratings, Asking.Day("2026-06-05"), "PS", "V3", principle, $"{principle}.{(criterion % 3) + 1}", rating),
                        count);
                }
            }

            IReadOnlyList<object?>[] rows = [.. SmallCounts.Suppress(cells.Ask("ratings", "2026-12-31"), 5).Rows];
            Assert.DoesNotContain(rows, row => row[5] is > 0 and < 5 || row[7] is > 0 and < 5);
            Assert.DoesNotContain(rows, row => row[5] is null && row[6] is not null);
            foreach (var criterion in rows.GroupBy(row => (row[2], row[3])))
            {
                Assert.False(criterion.First()[7] is not null && criterion.Count(row => row[5] is null) == 1, $"{criterion.Key}");
            }

            foreach (var principle in rows.Where(row => row[2] is not "all").GroupBy(row => (row[2], row[4])))
            {
                Assert.NotEqual(1, principle.Count(row => row[5] is null));
            }

            foreach (var whole in rows.Where(row => row[3] is "all").GroupBy(row => row[4]))
            {
                Assert.NotEqual(1, whole.Count(row => row[5] is null));
            }
        }
    }

    [Fact]
    public void Non_conformances_are_told_by_closure_with_downgrades_apart()
    {
        Cells cells = new();
        Add("1", "1.1", "major", "closed", 3);
        Add("1", "1.1", "major", "downgraded", 1);
        Add("1", "1.2", "minor", "closed", 5);
        Add("2", "2.1", "minor", "open", 1);
        DashboardTable raised = cells.Ask("non-conformances", "2026-12-31");

        Assert.Equal("standard version principle criterion level status nonConformances percent raised", raised.Heads());
        Assert.Equal(
            ["PS V3 all all all open 1 10.0 10", "PS V3 all all all downgraded 1 10.0 10", "PS V3 all all all closed 8 80.0 10"],
            raised.Lines("PS V3 all all all"));
        Assert.Equal("PS V3 1 1.1 major closed 3 75.0 4", raised.Line("PS V3 1 1.1 major closed"));
        Assert.Equal(3, cells.Ask("non-conformances", "2026-12-31", ("criterion", "1.1"), ("level", "major")).Rows.Count);

        void Add(string principle, string criterion, string grade, string status, int count) =>
            cells.Add(CellKey.Of(Cubes.NonConformances, Asking.Day("2026-01-31"), "PS", "V3", principle, criterion, grade, status), count);
    }

    [Fact]
    public void Non_conformances_count_in_each_activity_and_closures_with_their_days()
    {
        Cells cells = new();
        cells.Add(CellKey.Of(Cubes.NonConformanceActivities, Asking.Day("2026-01-31"), "PS", "V3", "casthouses", "minor", "open"), 3);
        cells.Add(CellKey.Of(Cubes.NonConformanceActivities, Asking.Day("2026-02-28"), "PS", "V3", "casthouses", "minor", "open"), -1);
        cells.Add(CellKey.Of(Cubes.NonConformanceActivities, Asking.Day("2026-02-28"), "PS", "V3", "casthouses", "minor", "closed"));
        cells.Add(CellKey.Of(Cubes.NonConformanceEvents, Asking.Day("2026-02-28"), "closed", "PS", "V3", "minor", "28"));
        cells.Add(CellKey.Of(Cubes.NonConformanceEvents, Asking.Day("2026-02-28"), "closed", "PS", "V3", "minor", "400"));

        Assert.Equal(
            ["PS V3 casthouses minor open 2 66.7 3", "PS V3 casthouses minor downgraded 0 0.0 3", "PS V3 casthouses minor closed 1 33.3 3"],
            cells.Ask("non-conformances-by-activity", "2026-12-31").Lines());
        Assert.Equal(["closed PS V3 minor 2 214 400"], cells.Ask("non-conformance-closure", "2026-12-31").Lines());
    }

    private static Cells Published(params IReadOnlyList<PublishedFinding> findings) => CaseCells.Of(
        AuditStory.Id, new CasePart(PublishedSummary.Part, RatingCellsTests.Summary("2026-06-05", [SupplyChainActivity.Casthouses], findings)));
}
