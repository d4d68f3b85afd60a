using AsiFunctions.Domain.Certification.Assessments;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Import;
using AsiFunctions.Forms;

namespace AsiFunctions.Import;

/// <summary>Reads earlier records from a table for spreadsheets.</summary>
internal static class EarlierTable
{
    /// <summary>Reads and checks the whole table.</summary>
    /// <param name="bytes">As it was sent.</param>
    /// <param name="facts">What it is checked against.</param>
    public static EarlierReading Read(byte[] bytes, EarlierFacts facts)
    {
        List<EarlierLine> lines = [];
        IReadOnlyList<Fault> unreadable = Spreadsheet.Read(bytes, EarlierColumns.All, (number, cell) => lines.Add(LineOf(number, cell)));
        return lines.Count == 0 && unreadable.Count == 0 ? new EarlierReading([], [Empty]) : EarlierRecords.Read(lines, unreadable, facts);
    }

    private static Fault Empty { get; } =
        ImportCheck.Wrong(1, EarlierColumns.Record, FaultCodes.Required, "the table has nothing but its header; add a line for each fact.");

    private static EarlierLine LineOf(int number, ReadCell cell)
    {
        Dictionary<string, string> cells = new(StringComparer.Ordinal);
        foreach (string column in EarlierColumns.All)
        {
            if (cell(column)?.Trim() is { Length: > 0 } text)
            {
                cells[column] = text;
            }
        }

        return new EarlierLine(number, cells);
    }
}
