using AsiFunctions.Domain.Import;
using AsiFunctions.Forms;

namespace AsiFunctions.Tests.Import;

/// <summary>Writes files of earlier records, with the cells of a line named where the test says them: <c>record=class;member=M001</c>.</summary>
internal static class EarlierFile
{
    public static byte[] Of(string lines) => Spreadsheet.Write(
        EarlierColumns.All,
        lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(Cells)
            .Select(cells => EarlierColumns.All.Select(column => cells.GetValueOrDefault(column, ""))));

    public static Dictionary<string, string> Cells(string line) => line
        .Split(';')
        .Select(cell => cell.Split('=', 2))
        .ToDictionary(cell => cell[0], cell => cell[1], StringComparer.Ordinal);
}
