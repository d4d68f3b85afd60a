using System.Text.Json;
using AsiFunctions.Domain.Dashboard;
using AsiFunctions.Storage;
using Azure;
using Azure.Data.Tables;

namespace AsiFunctions.Dashboard.Counting;

/// <summary>What a rebuild has found.</summary>
/// <param name="Generation">The generation it made.</param>
/// <param name="BeganAt">When it began.</param>
/// <param name="EndedAt">When it was put in use.</param>
/// <param name="From">Earlier days stayed as they were; null where all was counted anew.</param>
/// <param name="Cases">Cases that were read.</param>
/// <param name="Others">Other things that were counted.</param>
/// <param name="Places">Places with a count.</param>
/// <param name="Agrees">True where nothing differed from the generation before.</param>
/// <param name="Differences">What differed, <see cref="MostDifferences"/> at most.</param>
public sealed record RebuildReport(
    int Generation,
    DateTimeOffset BeganAt,
    DateTimeOffset EndedAt,
    DateOnly? From,
    int Cases,
    int Others,
    int Places,
    bool Agrees,
    IReadOnlyList<CountDifference> Differences)
{
    /// <summary>How many differences are kept.</summary>
    public const int MostDifferences = 100;
}

/// <summary>A place at which two generations count differently.</summary>
/// <param name="Cube">The cube.</param>
/// <param name="Day">The day.</param>
/// <param name="At">The values of the cube's dimensions.</param>
/// <param name="Before">The count that was in use.</param>
/// <param name="After">The count of the rebuild.</param>
public sealed record CountDifference(string Cube, DateOnly Day, string At, int Before, int After)
{
    /// <summary>The order of their names.</summary>
    internal static IComparer<CountDifference> ByName { get; } = Comparer<CountDifference>.Create((one, other) =>
        string.CompareOrdinal(one.Cube, other.Cube) is var byCube and not 0 ? byCube
        : one.Day.CompareTo(other.Day) is var byDay and not 0 ? byDay
        : string.CompareOrdinal(one.At, other.At));

    /// <summary>All places that differ.</summary>
    internal static IEnumerable<CountDifference> Between(Cells before, Cells after) => Cells.Difference(before, after)
        .Select(cell => new CountDifference(cell.Key.Cube, cell.Key.Day, cell.Key.Coordinates, before[cell.Key], after[cell.Key]));
}

/// <summary>The report of the last rebuild.</summary>
public sealed class RebuildReports(CountTable table)
{
    private const string Key = "rebuild";

    /// <summary>The last one; null before the first. One point read.</summary>
    public async Task<RebuildReport?> LastAsync(CancellationToken cancellation)
    {
        NullableResponse<TableEntity> row = await table.Client.GetEntityIfExistsAsync<TableEntity>(
            CountTable.Current, Key, cancellationToken: cancellation);
        return row.HasValue ? JsonSerializer.Deserialize<RebuildReport>(LongText.Read(row.Value!, "Json"), Json.Options) : null;
    }

    internal static TableEntity ToRow(RebuildReport report)
    {
        TableEntity row = new(CountTable.Current, Key);
        string json = JsonSerializer.Serialize(report, Json.Options);
        return LongText.TryWrite(row, "Json", json) ? row : throw new InvalidOperationException("The report of a rebuild does not fit into a row.");
    }
}
