using System.Globalization;
using AsiFunctions.Domain.Certification.Assessments;
using AsiFunctions.Domain.Certification.Standards;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Forms;

namespace AsiFunctions.Certification.Assessments;

/// <summary>What a table of answers says.</summary>
/// <param name="Rows">Those that could be read.</param>
/// <param name="Faults">What could not.</param>
internal sealed record TableReading(IReadOnlyList<ImportedRow> Rows, IReadOnlyList<Fault> Faults);

/// <summary>
/// Answers as a table for spreadsheets; it round-trips exactly. Principle and title are for the reader; the title also guards the number.
/// </summary>
internal static class AnswerTable
{
    private const string ExplanationColumn = "explanation";
    private const string ReasonColumn = "reason";

    private static readonly string[] Columns =
    [
        RatingCells.Principle,
        RatingCells.Criterion,
        RatingCells.Title,
        RatingCells.Rating,
        ExplanationColumn,
        ReasonColumn,
        RatingCells.Evidence,
        RatingCells.Version,
    ];

    private static readonly string[] Needed =
        [RatingCells.Criterion, RatingCells.Rating, ExplanationColumn, ReasonColumn, RatingCells.Evidence, RatingCells.Version];

    /// <summary>Writes the applicable criteria with their answers, in the order of the standard.</summary>
    public static byte[] Write(IEnumerable<RatedCriterion> criteria, IReadOnlyDictionary<string, ChapterAnswers> chapters) =>
        Spreadsheet.Write(
            Columns,
            criteria.Select(criterion => LineOf(criterion, chapters.GetValueOrDefault(ChapterAnswers.PartOf(criterion.Key))?.Find(criterion.Key))));

    /// <summary>Reads what <see cref="Write"/> wrote and a spreadsheet may have changed.</summary>
    public static TableReading Read(byte[] bytes)
    {
        List<ImportedRow> rows = [];
        List<Fault> faults = [];
        IReadOnlyList<Fault> unreadable = Spreadsheet.Read(bytes, Needed, (line, cell) => ReadRow(line, cell, rows, faults));
        return new TableReading(rows, [.. unreadable, .. faults]);
    }

    private static string[] LineOf(RatedCriterion criterion, Answer? answer)
    {
        AnswerContent content = answer?.Content ?? AnswerContent.Nothing;
        return
        [
            criterion.Principle,
            criterion.Key,
            criterion.Title,
            RatingCells.NameOf(content.Rating),
            content.Explanation ?? "",
            content.Reason ?? "",
            string.Join("; ", content.Evidence),
            (answer?.Version ?? 0).ToString(CultureInfo.InvariantCulture),
        ];
    }

    private static void ReadRow(int line, ReadCell cell, List<ImportedRow> rows, List<Fault> faults)
    {
        int before = faults.Count;
        Rating? rating = RatingCells.ReadRating(line, cell, faults);
        int version = RatingCells.ReadVersion(line, cell, faults);
        AnswerContent content = CriterionChecks.Content(
            rating, cell(ExplanationColumn), cell(ReasonColumn), RatingCells.ReadKeys(cell(RatingCells.Evidence)));
        faults.AddRange(CriterionChecks.Check(content).Select(fault => ImportCheck.Wrong(line, fault.Pointer[1..], fault.Code, fault.Message)));
        if (faults.Count == before)
        {
            rows.Add(new ImportedRow(line, cell(RatingCells.Criterion)?.Trim() ?? "", cell(RatingCells.Title), content, version));
        }
    }
}
