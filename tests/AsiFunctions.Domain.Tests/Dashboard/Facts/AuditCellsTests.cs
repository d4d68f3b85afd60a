using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Assurance.Oversight;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Dashboard;
using AsiFunctions.Domain.Tests.Assurance.Audits;

namespace AsiFunctions.Domain.Tests.Dashboard.Facts;

/// <summary>What an audit counts for. The sample is opened on 2 March 2026 and takes place from 1 to 5 June.</summary>
public sealed class AuditCellsTests
{
    [Theory]
    [InlineData("plan-awaited", "2026-03-02 initial|PS|V3|plan-awaited|none +1")]
    [InlineData("planned", "2026-06-05 initial|PS|V3|planned|none +1")]
    [InlineData("oversight", "2026-06-05 initial|PS|V3|oversight|none +1")]
    [InlineData("approved", "2026-06-05 initial|PS|V3|approved|full +1")]
    [InlineData("declined", "2026-06-05 initial|PS|V3|declined|none +1")]
    public void It_counts_on_its_last_day_and_before_a_plan_on_its_opening(string state, string expected) =>
        Assert.Equal([expected], CaseCells.Of(AuditStory.In(state).Audit).Lines(Cubes.Audits));

    [Fact]
    public void Its_oversight_counts_with_what_each_step_and_the_whole_took()
    {
        AuditStory story = AuditStory.InReview(OversightStep.AuditScope).At("2026-07-06").Clarify().At("2026-07-16").Report().Checks()
            .At("2026-07-20").PassUpTo(OversightStep.Release).At("2026-07-31");
        Assert.Empty(CaseCells.Of(story.Audit).Lines(Cubes.Oversight));
        Cells cells = CaseCells.Of(story.Release().Audit);

        Assert.Equal(
            ["2026-07-31 report-to-decision|30 +1", "2026-07-31 rounds|1 +1", "2026-07-31 with-auditor|10 +1"], cells.Lines(Cubes.Oversight));
        Assert.Contains("2026-07-06 audit-scope|clarify|5 +1", cells.Lines(Cubes.OversightSteps));
        Assert.Contains("2026-07-20 audit-scope|pass|4 +1", cells.Lines(Cubes.OversightSteps));
        Assert.Contains("2026-07-31 release|pass|11 +1", cells.Lines(Cubes.OversightSteps));
    }

    [Fact]
    public void What_decisions_change_adds_up()
    {
        AuditStory story = AuditStory.Opened();
        Cells sum = CaseCells.Of(story.Audit);
        Audit before = story.Audit;
        Action[] acts =
        [
            () => story.Plan(),
            () => story.MoveTo("2026-07-01"),
            () => story.Report(),
            () => story.Checks(),
            () => story.Pass(),
            () => story.At("2026-07-06").Clarify(),
            () => story.At("2026-07-16").Report().Checks(),
            () => story.At("2026-07-20").PassUpTo(OversightStep.Release),
            () => story.Release(CertificateLevel.Full),
            () => story.FollowAll(),
        ];
        foreach (Action act in acts)
        {
            act();
            sum.Add(Cells.Difference(CaseCells.Of(before), CaseCells.Of(story.Audit)));
            before = story.Audit;
            Assert.Empty(Cells.Difference(CaseCells.Of(story.Audit), sum));
        }

        Assert.Equal(1, sum.Where(at => at.Key.Cube == Cubes.Audits).Sum(at => at.Value));
    }
}
