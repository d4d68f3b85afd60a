using AsiFunctions.Domain.Assurance.NonConformances;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Dashboard;
using AsiFunctions.Domain.Tests.Assurance.NonConformances;
using static AsiFunctions.Domain.Tests.Assurance.NonConformances.NonConformanceStory;

namespace AsiFunctions.Domain.Tests.Dashboard.Facts;

/// <summary>What a non-conformance counts for. The sample was raised on site until 18 October 2025, by an audit of a casthouse.</summary>
public sealed class NonConformanceCellsTests
{
    [Fact]
    public void It_is_open_from_the_last_day_on_site()
    {
        Cells cells = CaseCells.Of(Major().Case);

        Assert.Equal(["2025-10-18 PS|V3|9|9.1|major|open +1"], cells.Lines(Cubes.NonConformances));
        Assert.Equal(["2025-10-18 PS|V3|casthouses|major|open +1"], cells.Lines(Cubes.NonConformanceActivities));
        Assert.Empty(cells.Lines(Cubes.NonConformanceEvents));
    }

    [Fact]
    public void A_closure_counts_with_the_days_it_took()
    {
        Cells cells = CaseCells.Of(Implemented().At("2026-03-10").Do(new NonConformanceCommand.Close(Lea, "Records seen.")).Case);

        Assert.Equal(
            ["2025-10-18 PS|V3|9|9.1|major|open +1", "2026-03-10 PS|V3|9|9.1|major|closed +1", "2026-03-10 PS|V3|9|9.1|major|open -1"],
            cells.Lines(Cubes.NonConformances));
        Assert.Equal(["2026-03-10 closed|PS|V3|major|143 +1"], cells.Lines(Cubes.NonConformanceEvents));
    }

    [Fact]
    public void A_downgrade_counts_apart_until_it_is_closed()
    {
        NonConformanceStory story = Implemented().At("2026-03-10").Do(new NonConformanceCommand.Lower(Lea, "One site is left.", Day("2026-06-30")));
        Assert.Equal(
            ["2025-10-18 PS|V3|9|9.1|major|open +1", "2026-03-10 PS|V3|9|9.1|major|downgraded +1", "2026-03-10 PS|V3|9|9.1|major|open -1"],
            CaseCells.Of(story.Case).Lines(Cubes.NonConformances));

        story.Hear(VerificationResult.Closed, "2026-06-01");
        Assert.Equal("2026-06-01 PS|V3|9|9.1|major|closed +1", CaseCells.Of(story.Case).Lines(Cubes.NonConformances)[^2]);
        Assert.Equal(
            ["2026-03-10 downgraded|PS|V3|major|143 +1", "2026-06-01 closed|PS|V3|major|226 +1"],
            CaseCells.Of(story.Case).Lines(Cubes.NonConformanceEvents));
    }

    [Fact]
    public void What_decisions_change_adds_up()
    {
        NonConformanceStory story = Major();
        Cells sum = CaseCells.Of(story.Case);
        NonConformance before = story.Case;
        Action[] acts =
        [
            () => story.At("2025-11-10").Do(Planning("2026-06-30")),
            () => story.At("2025-11-21").Do(new NonConformanceCommand.ApprovePlan(Lea)),
            () => story.At("2026-03-02").Do(new NonConformanceCommand.Implement(Mia, "Done.", ["E1"])),
            () => story.At("2026-03-10").Do(new NonConformanceCommand.Lower(Lea, "One site is left.", Day("2026-06-30"))),
            () => story.MoveTo("2026-07-15"),
            () => story.Hear(VerificationResult.Closed, "2026-07-10"),
        ];
        foreach (Action act in acts)
        {
            act();
            sum.Add(Cells.Difference(CaseCells.Of(before), CaseCells.Of(story.Case)));
            before = story.Case;
            Assert.Empty(Cells.Difference(CaseCells.Of(story.Case), sum));
            Assert.Equal(1, sum.Where(at => at.Key.Cube == Cubes.NonConformances).Sum(at => at.Value));
        }
    }
}
