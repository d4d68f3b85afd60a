using AsiFunctions.Dashboard.Counting;
using AsiFunctions.Domain.Dashboard;

namespace AsiFunctions.Tests.Dashboard.Counting;

/// <summary>Counts in memory and on the disk are the same counts.</summary>
public sealed class CountSpoolTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1_000)]
    public void However_little_fits_into_memory_the_sum_is_the_same(int placesInMemory)
    {
        using CountSpool counts = new(placesInMemory);
        Cells expected = new();
        Random random = new(20_261_123);
        for (int i = 0; i < 200; i++)
        {
            Cells some = new();
            for (int n = random.Next(4); n >= 0; n--)
            {
                some.Add(Place(random.Next(3), random.Next(400), random.Next(3)), random.Next(3) - 1);
            }

            counts.Add(some);
            expected.Add(some);
        }

        IReadOnlyList<PageCounts> pages = [.. counts.Pages()];

        Assert.Equal(placesInMemory < 1_000, counts.Sheets > 0);
        Assert.Empty(Cells.Difference(expected, Cells.Sum(pages.Select(page => page.Cells))));
        Assert.Equal(pages.Select(page => page.Key).Order(StringComparer.Ordinal).Distinct(), pages.Select(page => page.Key));
        Assert.All(pages, page => Assert.All(page.Cells, cell => Assert.Equal(page.Key, CountTable.PageKey(cell.Key))));
    }

    [Fact]
    public void What_is_read_may_be_added_to_and_read_again()
    {
        using CountSpool counts = new(placesInMemory: 1);
        counts.Add(One(Place(1, 1, 1)));
        counts.Add(One(Place(1, 40, 1)));
        Assert.Equal(2, counts.Pages().Count());

        counts.Add(One(Place(1, 40, 1)));

        Assert.Equal([1, 2], counts.Pages().Select(page => page.Cells.Single().Value));
        Assert.Equal([1, 2], counts.Pages().Select(page => page.Cells.Single().Value));
    }

    [Fact]
    public void Several_may_add_at_once()
    {
        using CountSpool counts = new(placesInMemory: 5);

        Parallel.For(0, 1_000, i => counts.Add(One(Place(0, i % 50, 0))));

        Assert.Equal(1_000, counts.Pages().SelectMany(page => page.Cells).Sum(cell => cell.Value));
    }

    [Fact]
    public void Its_files_are_gone_with_it()
    {
        CountSpool counts = new(placesInMemory: 0);
        counts.Add(One(Place(1, 1, 1)));
        string folder = counts.Folder!;
        Assert.Single(Directory.EnumerateFiles(folder));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        }

        counts.Dispose();

        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public void That_somebody_has_cleared_the_folder_is_no_fault_once_all_is_counted()
    {
        CountSpool counts = new(placesInMemory: 0);
        counts.Add(One(Place(1, 1, 1)));
        Directory.Delete(counts.Folder!, recursive: true);

        Assert.Null(Record.Exception(counts.Dispose));
    }

    [Fact]
    public void What_fits_into_memory_never_touches_the_disk()
    {
        using CountSpool counts = new();

        counts.Add(One(Place(1, 1, 1)));

        Assert.Null(counts.Folder);
    }

    private static Cells One(CellKey place)
    {
        Cells cells = new();
        cells.Add(place);
        return cells;
    }

    // Names of which one begins as the other does: their pages must not be mixed up.
    private static CellKey Place(int cube, int day, int value) =>
        CellKey.Of(new[] { "joins", "joins-by-size", "join" }[cube], new DateOnly(2020, 1, 1).AddDays(day), $"{value}", "\t\"x\"\n");
}
