using System.Text.Json;
using AsiFunctions.Domain.Dashboard;

namespace AsiFunctions.Dashboard.Counting;

/// <summary>
/// Counts, however many they become: up to a limit they are in memory. Beyond it they are laid down as a sheet, a file in the order of their pages, and
/// counting begins anew; the sheets are merged as they are read. So what it takes of memory does not grow with what is counted.
/// </summary>
/// <remarks>
/// The files lie in a folder of their own below the system's temporary one, readable by this account only, until this is disposed of. They hold what
/// is counted, and nobody's name. As many counts as ASI has fit into memory, and no file is written.
/// </remarks>
/// <param name="placesInMemory">With more places than this a sheet is laid down.</param>
public sealed class CountSpool(int placesInMemory = CountSpool.PlacesInMemory) : IDisposable
{
    /// <summary>The limit where none is named: some 5 MB.</summary>
    public const int PlacesInMemory = 20_000;

    private const char KeyEnd = '\t';

    private readonly Lock adding = new();
    private readonly List<string> sheets = [];
    private Cells counts = new();
    private DirectoryInfo? folder;

    /// <summary>How often memory did not suffice.</summary>
    internal int Sheets => sheets.Count;

    /// <summary>Where the sheets lie; null while there are none.</summary>
    internal string? Folder => folder?.FullName;

    /// <summary>Adds counts. Several may add at once.</summary>
    /// <exception cref="IOException">A sheet cannot be written: the disk is full.</exception>
    public void Add(IEnumerable<KeyValuePair<CellKey, int>> cells)
    {
        lock (adding)
        {
            counts.Add(cells);
            if (counts.Count > placesInMemory)
            {
                LayDown();
            }
        }
    }

    /// <summary>What was added until now, by pages, in the order of their keys. Nothing may be added while they are read.</summary>
    public IEnumerable<PageCounts> Pages()
    {
        PriorityQueue<IEnumerator<PageCounts>, string> next = new(StringComparer.Ordinal);
        List<IEnumerator<PageCounts>> all = [InMemory().GetEnumerator(), .. sheets.Select(sheet => Read(sheet).GetEnumerator())];
        try
        {
            all.ForEach(Queue);
            while (next.TryPeek(out _, out string? key))
            {
                Cells sum = new();
                while (next.TryPeek(out IEnumerator<PageCounts>? sheet, out string? same) && same == key)
                {
                    next.Dequeue();
                    sum.Add(sheet.Current.Cells);
                    Queue(sheet);
                }

                yield return new PageCounts(key, sum);
            }
        }
        finally
        {
            all.ForEach(sheet => sheet.Dispose());
        }

        void Queue(IEnumerator<PageCounts> sheet)
        {
            if (sheet.MoveNext())
            {
                next.Enqueue(sheet, sheet.Current.Key);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            folder?.Delete(recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Somebody has cleared the temporary folder, or is reading there: what was counted is not the worse for it.
        }
    }

    private void LayDown()
    {
        folder ??= Directory.CreateTempSubdirectory("asi-counts-");
        string sheet = Path.Combine(folder.FullName, Path.GetRandomFileName());
        File.WriteAllLines(sheet, InMemory().Select(page => $"{page.Key}{KeyEnd}{JsonSerializer.Serialize(page.Cells, Json.Options)}"));
        sheets.Add(sheet);
        counts = new Cells();
    }

    private IEnumerable<PageCounts> InMemory() => counts
        .GroupBy(cell => CountTable.PageKey(cell.Key), StringComparer.Ordinal)
        .OrderBy(page => page.Key, StringComparer.Ordinal)
        .Select(page => new PageCounts(page.Key, Cells.Sum(page)));

    private static IEnumerable<PageCounts> Read(string sheet)
    {
        using StreamReader lines = File.OpenText(sheet);
        while (lines.ReadLine() is { } line)
        {
            string[] parts = line.Split(KeyEnd, 2);
            yield return new PageCounts(parts[0], JsonSerializer.Deserialize<Cells>(parts[1], Json.Options)!);
        }
    }
}

/// <summary>What is counted of a cube in a month.</summary>
/// <param name="Key">The page's key, as <see cref="CountTable"/> names it.</param>
/// <param name="Cells">The counts.</param>
public readonly record struct PageCounts(string Key, Cells Cells);
