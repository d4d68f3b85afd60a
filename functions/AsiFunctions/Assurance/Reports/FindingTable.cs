using System.Globalization;
using AsiFunctions.Certification.Assessments;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Certification.Assessments;
using AsiFunctions.Domain.Certification.Standards;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Forms;

namespace AsiFunctions.Assurance.Reports;

/// <summary>What a table of findings says.</summary>
/// <param name="Rows">Those that could be read.</param>
/// <param name="Faults">What could not.</param>
internal sealed record FindingReading(IReadOnlyList<FindingRow> Rows, IReadOnlyList<Fault> Faults);

/// <summary>
/// Findings as a table for spreadsheets; it round-trips exactly. Evidence is a line for each within its cell; principle and title are for the reader.
/// </summary>
internal static class FindingTable
{
    private const string TextColumn = "text";
    private const string SitesColumn = "sites";

    private static readonly string[] Columns =
        [RatingCells.Principle, RatingCells.Criterion, RatingCells.Title, RatingCells.Rating, TextColumn, RatingCells.Evidence, SitesColumn, RatingCells.Version];

    private static readonly string[] Needed =
        [RatingCells.Criterion, RatingCells.Rating, TextColumn, RatingCells.Evidence, SitesColumn, RatingCells.Version];

    /// <summary>Writes the applicable criteria with their findings, in the order of the standard.</summary>
    public static byte[] Write(IEnumerable<RatedCriterion> criteria, ReportDraft draft) =>
        Spreadsheet.Write(Columns, criteria.Select(criterion => LineOf(criterion, draft.Findings.GetValueOrDefault(criterion.Key))));

    /// <summary>Reads what <see cref="Write"/> wrote and a spreadsheet may have changed.</summary>
    public static FindingReading Read(byte[] bytes)
    {
        List<FindingRow> rows = [];
        List<Fault> faults = [];
        IReadOnlyList<Fault> unreadable = Spreadsheet.Read(bytes, Needed, (line, cell) => ReadRow(line, cell, rows, faults));
        return new FindingReading(rows, [.. unreadable, .. faults]);
    }

    private static string[] LineOf(RatedCriterion criterion, DraftItem<FindingContent>? item)
    {
        FindingContent content = item?.Content ?? FindingContent.Nothing;
        return
        [
            criterion.Principle,
            criterion.Key,
            criterion.Title,
            RatingCells.NameOf(content.Rating),
            content.Text ?? "",
            string.Join('\n', content.Evidence),
            string.Join("; ", content.Sites),
            (item?.Version ?? 0).ToString(CultureInfo.InvariantCulture),
        ];
    }

    private static void ReadRow(int line, ReadCell cell, List<FindingRow> rows, List<Fault> faults)
    {
        int before = faults.Count;
        Rating? rating = RatingCells.ReadRating(line, cell, faults);
        int version = RatingCells.ReadVersion(line, cell, faults);
        FindingContent content = DraftChecks.Tidy(
            rating, cell(TextColumn), cell(RatingCells.Evidence)?.Split(['\n', '\r']), RatingCells.ReadKeys(cell(SitesColumn)));
        faults.AddRange(DraftChecks.Check(content).Select(fault => ImportCheck.Wrong(line, ColumnOf(fault.Pointer), fault.Code, fault.Message)));
        if (faults.Count == before)
        {
            rows.Add(new FindingRow(line, cell(RatingCells.Criterion)?.Trim() ?? "", cell(RatingCells.Title), content, version));
        }
    }

    // A line of evidence is in its column: /evidence/3.
    private static string ColumnOf(string pointer) => pointer.Split('/')[1];
}
