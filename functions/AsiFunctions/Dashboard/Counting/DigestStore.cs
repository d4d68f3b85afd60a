using System.Text.Json;
using AsiFunctions.Domain.Dashboard;
using AsiFunctions.Storage;
using Azure;
using Azure.Data.Tables;

namespace AsiFunctions.Dashboard.Counting;

/// <summary>
/// The counts in short that today's figures are made of: a row for each cube beside the state, with which it changes in one transaction.
/// </summary>
/// <remarks>So making figures costs what there are years and values, however many members lie behind them (design rule 9).</remarks>
public sealed class DigestStore(CountTable table)
{
    private const string Prefix = "digest|";
    private const string CellsName = "Cells";

    /// <summary>The digests of some cubes, as of the state's day and through its last entry. A point read for each cube, at once.</summary>
    public async Task<Cells> FindAsync(IEnumerable<string> cubes, CancellationToken cancellation) =>
        Cells.Sum(await Task.WhenAll(cubes.Select(cube => FindAsync(cube, cancellation))));

    /// <summary>The rows of some cubes' digests in the partition of the state; empty ones too, in place of what was there.</summary>
    /// <param name="digest">Counts in short, of these cubes and perhaps others.</param>
    /// <param name="cubes">Which are written.</param>
    internal static IEnumerable<TableEntity> ToRows(Cells digest, IEnumerable<string> cubes)
    {
        ILookup<string, KeyValuePair<CellKey, int>> byCube = digest.ToLookup(cell => cell.Key.Cube, StringComparer.Ordinal);
        return cubes.Select(cube => ToRow(cube, byCube[cube]));
    }

    private async Task<Cells> FindAsync(string cube, CancellationToken cancellation)
    {
        NullableResponse<TableEntity> row = await table.Client.GetEntityIfExistsAsync<TableEntity>(
            CountTable.Current, Prefix + cube, cancellationToken: cancellation);
        return row.HasValue ? JsonSerializer.Deserialize<Cells>(PackedText.Read(row.Value!, CellsName), Json.Options)! : new Cells();
    }

    private static TableEntity ToRow(string cube, IEnumerable<KeyValuePair<CellKey, int>> counts)
    {
        Cells cells = Cells.Sum(counts);
        TableEntity row = new(CountTable.Current, Prefix + cube);
        return PackedText.TryWrite(row, CellsName, JsonSerializer.Serialize(cells, Json.Options))
            ? row
            : throw new InvalidOperationException($"The digest of {cube} has {cells.Count} places, more than a row holds: divide the cube.");
    }
}
