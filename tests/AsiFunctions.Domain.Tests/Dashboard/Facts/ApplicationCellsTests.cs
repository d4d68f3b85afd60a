using AsiFunctions.Domain.Dashboard;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Tests.Membership;

namespace AsiFunctions.Domain.Tests.Dashboard.Facts;

/// <summary>What an application counts for.</summary>
public sealed class ApplicationCellsTests
{
    public static TheoryData<string> States() => MembershipJsonTests.States();

    [Fact]
    public void It_counts_in_each_state_from_its_first_day_to_the_next_ones() => Assert.Equal(
        [
            "2026-01-05 IU|submitted|2026-01-05 +1",
            "2026-01-07 IU|due-diligence|2026-01-07 +1",
            "2026-01-07 IU|submitted|2026-01-05 -1",
            "2026-01-12 IU|due-diligence|2026-01-07 -1",
            "2026-01-12 IU|notice|2026-01-12 +1",
        ],
        CaseCells.Of(Admission.InNotice().Case).Lines(Cubes.Applications));

    [Fact]
    public void Steps_that_are_over_count_with_their_days() => Assert.Equal(
        ["2026-01-07 completeness-check|complete|2 +1", "2026-01-12 due-diligence|cleared|5 +1"],
        CaseCells.Of(Admission.InNotice().Case).Lines(Cubes.ApplicationSteps));

    [Theory]
    [MemberData(nameof(States))]
    public void On_any_day_it_is_in_one_state_and_at_last_in_its_own(string state)
    {
        Application application = Admission.In(state).Case;
        Cells cells = CaseCells.Of(application);

        DateOnly[] days = [.. cells.Where(at => at.Key.Cube == Cubes.Applications).Select(at => at.Key.Day).Distinct()];
        Assert.All(days, day => Assert.Equal(1, cells.Where(at => at.Key.Cube == Cubes.Applications && at.Key.Day <= day).Sum(at => at.Value)));
        Assert.Contains(application.StateName, Assert.Single(
            cells.Where(at => at.Key.Cube == Cubes.Applications).GroupBy(at => at.Key[1] + at.Key[2]), place => place.Sum(at => at.Value) == 1).Key, StringComparison.Ordinal);
    }
}
