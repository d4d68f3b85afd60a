using System.Text.Json;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Dashboard;
using AsiFunctions.Domain.Surveys.Results;
using AsiFunctions.Storage;
using Azure.Data.Tables;

namespace AsiFunctions.Surveys.Tallies;

/// <summary>The sums of a round: what all replies that were moved on count for.</summary>
public sealed class TotalsStore(SurveyTable table)
{
    /// <summary>The sums of a round; nothing where none has moved on. One point read.</summary>
    internal async Task<SurveyTotals> ReadAsync(CaseId survey, CancellationToken cancellation) =>
        await table.FindAsync(survey, SurveyTable.Totals, cancellation) is { } row
            ? new SurveyTotals(CellRows.Read(row), row)
            : new SurveyTotals(new Cells(), Row: null);
}

/// <summary>Sums as they were read.</summary>
/// <param name="Cells">The counts.</param>
/// <param name="Row">The row; null where there is none.</param>
internal sealed record SurveyTotals(Cells Cells, TableEntity? Row)
{
    /// <summary>Replies counted.</summary>
    public int Replies => Cells.Where(cell => cell.Key[2] == SurveyCells.All && cell.Key[3] == SurveyCells.Replies).Sum(cell => cell.Value);

    /// <summary>The row with more counts, in place of the one that was read.</summary>
    public TableTransactionAction With(CaseId survey, Cells more) =>
        SurveyTable.Put(CellRows.Write(new TableEntity(survey.Value, SurveyTable.Totals), Cells.Sum(Cells, more)), Row);
}

/// <summary>Counts in a row.</summary>
internal static class CellRows
{
    private const string Column = "Cells";

    public static TableEntity Write(TableEntity row, Cells cells)
    {
        string json = JsonSerializer.Serialize(
            cells.Select(cell => new Count(cell.Key.Cube, cell.Key.Day, cell.Key.Coordinates, cell.Value)), Json.Options);
        return LongText.TryWrite(row, Column, json)
            ? row
            : throw new InvalidDataException($"The counts of {row.RowKey} of {row.PartitionKey} are more than a row takes.");
    }

    public static Cells Read(TableEntity row)
    {
        Cells cells = new();
        foreach (Count count in JsonSerializer.Deserialize<List<Count>>(LongText.Read(row, Column), Json.Options)!)
        {
            cells.Add(new CellKey(count.Cube, count.Day, count.At), count.N);
        }

        return cells;
    }

    private sealed record Count(string Cube, DateOnly Day, string At, int N);
}
