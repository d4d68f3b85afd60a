using AsiFunctions.Domain.Dashboard;

namespace AsiFunctions.Domain.Tests.Dashboard;

/// <summary>Small counts are left out, and so is what they would follow from.</summary>
public sealed class SmallCountsTests
{
    [Theory]
    [InlineData("20 0 30", "20 0 30")]           // nothing small
    [InlineData("20 3 30", "– – 30")]            // the smallest other one goes too
    [InlineData("0 3 30", "0 – –")]              // 0 stays
    [InlineData("2 3 30", "– – 30")]             // two that make up the minimum
    [InlineData("1 2 30", "– – –")]              // two that do not
    [InlineData("0 3 0", "0 – 0")]               // the sum is small itself
    [InlineData("5 5 5", "5 5 5")]
    public void Parts_of_a_denominator_do_not_follow_from_the_others(string counts, string expected)
    {
        int[] values = [.. counts.Split(' ').Select(int.Parse)];
        int sum = values.Sum();
        DashboardTable table = Table(
            ["rating"], ["count", "percent", "denominator"],
            [.. values.Select((value, place) => (IReadOnlyList<object?>)[$"r{place}", value, Statistics.Percent(value, sum), sum])]);
        DashboardTable shown = SmallCounts.Suppress(table, 5);

        Assert.Equal(expected, string.Join(' ', shown.Rows.Select(row => row[1] ?? "–")));
        Assert.All(shown.Rows.Where(row => row[1] is null), row => Assert.Null(row[2]));
        Assert.Equal(sum < 5, shown.Rows[0][3] is null);
    }

    [Fact]
    public void Parts_of_a_row_of_all_do_not_follow_from_it_nor_across_the_levels()
    {
        DashboardTable table = Table(
            ["principle", "criterion"], ["count"],
            [["all", "all", 40], ["1", "all", 30], ["1", "1.1", 27], ["1", "1.2", 3], ["2", "all", 10], ["2", "2.1", 10]]);

        Assert.Equal(["all all 40", "1 all 30", "1 1.1 –", "1 1.2 –", "2 all 10", "2 2.1 10"], SmallCounts.Suppress(table, 5).Lines());
    }

    [Fact]
    public void A_denominator_that_is_small_takes_its_percentages_along_and_does_not_follow_from_others_either()
    {
        DashboardTable table = Table(
            ["criterion", "rating"], ["count", "percent", "denominator"],
            [
                ["all", "good", 20, 80.0m, 25], ["all", "bad", 5, 20.0m, 25],
                ["1.1", "good", 3, 100.0m, 3], ["1.1", "bad", 0, 0.0m, 3],
                ["1.2", "good", 17, 77.3m, 22], ["1.2", "bad", 5, 22.7m, 22],
            ]);

        Assert.Equal(
            ["all good 20 80.0 25", "all bad 5 20.0 25", "1.1 good – – –", "1.1 bad 0 – –", "1.2 good – – –", "1.2 bad 5 – –"],
            SmallCounts.Suppress(table, 5).Lines());
    }

    [Fact]
    public void Several_counts_of_a_row_go_together()
    {
        DashboardTable table = Table(["principle"], ["raised", "closed"], [["1", 10, 3], ["2", 20, 0], ["all", 30, 3]], twoCounts: true);

        Assert.DoesNotContain(SmallCounts.Suppress(table, 5).Rows, row => row[1] is null != row[2] is null && row[2] is not 0);
    }

    [Fact]
    public void A_minimum_of_one_leaves_all_as_it_is()
    {
        DashboardTable table = Table(["principle"], ["count"], [["1", 1], ["all", 1]]);

        Assert.Same(table, SmallCounts.Suppress(table, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => SmallCounts.Suppress(table, 0));
    }

    [Fact]
    public void Whatever_the_counts_no_small_one_is_shown_and_none_follows_from_a_sum()
    {
        Random random = new(5);
        for (int i = 0; i < 300; i++)
        {
            int[,] counts = new int[4, 3];
            List<IReadOnlyList<object?>> rows = [];
            for (int x = 0; x < 4; x++)
            {
                for (int y = 0; y < 3; y++)
                {
                    counts[x, y] = random.Next(random.Next(3) == 0 ? 100 : 8);
                }
            }

            for (int x = 0; x <= 4; x++)
            {
                for (int y = 0; y <= 3; y++)
                {
                    int sum = Enumerable.Range(0, 4).Where(a => x == 4 || a == x)
                        .Sum(a => Enumerable.Range(0, 3).Where(b => y == 3 || b == y).Sum(b => counts[a, b]));
                    rows.Add([x == 4 ? "all" : $"{x}", y == 3 ? "all" : $"{y}", sum]);
                }
            }

            DashboardTable shown = SmallCounts.Suppress(Table(["x", "y"], ["count"], rows), 5);
            Assert.DoesNotContain(shown.Rows, row => row[2] is > 0 and < 5);
            foreach (int dimension in (int[])[0, 1])
            {
                Assert.DoesNotContain(shown.Rows.GroupBy(row => row[1 - dimension]), line => line.Count(row => row[2] is null) == 1);
            }
        }
    }

    private static DashboardTable Table(string[] dimensions, string[] figures, IReadOnlyList<IReadOnlyList<object?>> rows, bool twoCounts = false) =>
        new(
            [
                .. dimensions.Select(name => new DashboardColumn(name, ColumnKind.Dimension)),
                .. figures.Select((name, place) => new DashboardColumn(name, twoCounts ? ColumnKind.Count : (ColumnKind)(place + 1))),
            ],
            rows,
            Denominator: null,
            []);
}
