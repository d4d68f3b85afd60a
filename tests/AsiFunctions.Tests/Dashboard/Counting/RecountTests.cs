using AsiFunctions.Dashboard.Counting;
using AsiFunctions.Domain.Dashboard;

namespace AsiFunctions.Tests.Dashboard.Counting;

/// <summary>Two months of one cube: what is in use, what was counted anew, and what becomes of the two.</summary>
public sealed class RecountTests
{
    private const string March = "page|members|2020-03";
    private const string April = "page|members|2020-04";

    [Fact]
    public async Task What_was_counted_anew_takes_the_place_of_what_was_in_use()
    {
        Recount recount = new(Counted(("2020-03-01", 1), ("2020-04-01", 2)), [], from: null, new DateOnly(2020, 4, 30));

        IReadOnlyList<CountPage> pages = await PagesAsync(recount, new CountPage(March, Through: 4, Cells(("2020-03-01", 1), ("2020-03-02", 5))));

        Assert.Equal([(March, 7L, 1), (April, 7L, 2)], pages.Select(page => (page.Key, page.Through, page.Cells.Sum(cell => cell.Value))));
        Assert.Equal((2, 2, 3), (recount.Places, recount.Differing, recount.Digest.Sum(cell => cell.Value)));
        Assert.Equal([("2020-03-02", 5, 0), ("2020-04-01", 0, 2)], recount.Differences.Select(d => ($"{d.Day:yyyy-MM-dd}", d.Before, d.After)));
    }

    [Fact]
    public async Task What_is_on_its_way_to_the_counts_in_use_is_no_difference()
    {
        Recount recount = new(Counted(("2020-03-01", 1), ("2020-04-01", 2)), Cells(("2020-04-01", 2)), from: null, new DateOnly(2020, 4, 30));

        await PagesAsync(recount, new CountPage(March, Through: 4, Cells(("2020-03-01", 1))));

        Assert.Equal(0, recount.Differing);
    }

    [Fact]
    public async Task What_is_on_its_way_and_was_not_counted_is_one()
    {
        Recount recount = new([], Cells(("2020-04-01", 2)), from: null, new DateOnly(2020, 4, 30));

        Assert.Empty(await PagesAsync(recount));

        CountDifference difference = Assert.Single(recount.Differences);
        Assert.Equal((2, 0), (difference.Before, difference.After));
    }

    [Fact]
    public async Task Days_before_the_one_asked_for_stay_within_a_page_too()
    {
        Recount recount = new(Counted(("2020-03-10", 7), ("2020-03-20", 8)), [], new DateOnly(2020, 3, 15), new DateOnly(2020, 4, 30));

        CountPage page = Assert.Single(
            await PagesAsync(recount, new CountPage(March, Through: 4, Cells(("2020-03-10", 1), ("2020-03-20", 2), ("2020-03-21", 3)))));

        Assert.Equal(
            [("2020-03-10", 1), ("2020-03-20", 8)],
            page.Cells.OrderBy(cell => cell.Key.Day).Select(cell => ($"{cell.Key.Day:yyyy-MM-dd}", cell.Value)));
    }

    [Fact]
    public async Task Of_many_differences_the_first_by_name_are_kept_and_all_are_numbered()
    {
        IReadOnlyList<PageCounts> many = Counted([.. Enumerable.Range(0, 31).Reverse()
            .SelectMany(day => Enumerable.Range(2000, 10).Select(year => ($"{year}-01-{day + 1:00}", 1)))]);
        Recount recount = new(many, [], from: null, new DateOnly(2020, 4, 30));

        await PagesAsync(recount);

        Assert.Equal(310, recount.Differing);
        Assert.Equal(RebuildReport.MostDifferences, recount.Differences.Count);
        Assert.Equal(new DateOnly(2000, 1, 1), recount.Differences[0].Day);
        Assert.Equal(recount.Differences.OrderBy(difference => difference.Day), recount.Differences);
        Assert.Equal(2003, recount.Differences[^1].Day.Year);
    }

    [Fact]
    public async Task Pages_of_either_side_alone_and_of_both_come_once_in_their_order()
    {
        Recount recount = new(Counted(("2020-02-01", 1), ("2020-04-01", 2), ("2020-06-01", 3)), [], from: null, new DateOnly(2020, 6, 30));

        IReadOnlyList<CountPage> pages = await PagesAsync(
            recount,
            new CountPage("page|members|2020-01", Through: 4, Cells(("2020-01-01", 1))),
            new CountPage(March, Through: 4, Cells(("2020-03-01", 1))),
            new CountPage(April, Through: 4, Cells(("2020-04-01", 2))),
            new CountPage("page|members|2020-05", Through: 4, Cells(("2020-05-01", 1))));

        Assert.Equal(["page|members|2020-02", April, "page|members|2020-06"], pages.Select(page => page.Key));
        Assert.Equal((3, 5), (recount.Places, recount.Differing));
    }

    [Fact]
    public async Task Pages_out_of_order_are_not_counted_twice_but_refused()
    {
        Recount recount = new(Counted(("2020-03-01", 1)), [], from: null, new DateOnly(2020, 4, 30));

        InvalidOperationException refused = await Assert.ThrowsAsync<InvalidOperationException>(() => PagesAsync(
            recount, new CountPage(April, Through: 4, new Cells()), new CountPage(March, Through: 4, new Cells())));

        Assert.Equal($"The counts in use came out of order: {March} after {April}.", refused.Message);
    }

    private static IReadOnlyList<PageCounts> Counted(params (string Day, int Count)[] counts) => CountWorld.Counted(Cells(counts));

    private static async Task<IReadOnlyList<CountPage>> PagesAsync(Recount recount, params CountPage[] inUse) =>
        await recount.PagesAsync(inUse.ToAsyncEnumerable(), through: 7, default).ToListAsync();

    private static Cells Cells(params (string Day, int Count)[] counts)
    {
        Cells cells = new();
        foreach ((string day, int count) in counts)
        {
            cells.Add(CellKey.Of(Cubes.Members, DateOnly.Parse(day, null), "PT", "small"), count);
        }

        return cells;
    }
}
