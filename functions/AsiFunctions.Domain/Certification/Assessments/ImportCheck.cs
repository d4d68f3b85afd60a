using System.Globalization;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Evidence;
using AsiFunctions.Domain.Certification.Standards;
using AsiFunctions.Domain.Forms;

namespace AsiFunctions.Domain.Certification.Assessments;

/// <summary>A row of a table of answers that is taken in.</summary>
/// <param name="Line">The line on which it begins, from 1.</param>
/// <param name="Key">The criterion's number as the row has it.</param>
/// <param name="Title">Its title as the row has it; null where the table has none.</param>
/// <param name="Content">The answer.</param>
/// <param name="Version">The version of the criterion when the table was made.</param>
public sealed record ImportedRow(int Line, string Key, string? Title, AnswerContent Content, int Version);

/// <summary>What a table of answers would change.</summary>
/// <param name="Changes">The criteria that change.</param>
/// <param name="Faults">What is wrong; with any, nothing is changed.</param>
public sealed record ImportPlan(IReadOnlyList<AnswerChange> Changes, IReadOnlyList<Fault> Faults);

/// <summary>Checks a table of answers against what is stored.</summary>
public static class ImportCheck
{
    /// <summary>What the rows would change. Criteria without a row, and rows that say what is stored already, change nothing.</summary>
    /// <param name="rows">Read from the table.</param>
    /// <param name="criteria">The applicable criteria.</param>
    /// <param name="chapters">The answers as stored, by the name of their part.</param>
    /// <param name="library">The member's evidence.</param>
    /// <param name="by">Who sends the table.</param>
    public static ImportPlan Plan(
        IReadOnlyList<ImportedRow> rows,
        IReadOnlyList<RatedCriterion> criteria,
        IReadOnlyDictionary<string, ChapterAnswers> chapters,
        EvidenceLibrary library,
        Actor by)
    {
        List<AnswerChange> changes = [];
        List<Fault> faults = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (ImportedRow row in rows)
        {
            if (Find(row.Key, row.Title, criteria) is not { } criterion)
            {
                faults.Add(NoCriterion(row.Line));
                continue;
            }

            if (!seen.Add(criterion.Key))
            {
                faults.Add(DoubledCriterion(row.Line));
                continue;
            }

            Answer? before = chapters.GetValueOrDefault(ChapterAnswers.PartOf(criterion.Key))?.Find(criterion.Key);
            if (row.Content.SaysTheSameAs(before?.Content ?? AnswerContent.Nothing))
            {
                continue;
            }

            if (row.Version != (before?.Version ?? 0))
            {
                faults.Add(Wrong(row, "version", AssessmentProcedure.Stale, string.Create(
                    CultureInfo.InvariantCulture, $"the criterion has changed since the table was made (version {before?.Version ?? 0} now).")));
            }
            else if (EvidenceLinks.Check(library, row.Content.Evidence, before?.Content.Evidence ?? []) is { } wrong)
            {
                faults.Add(Wrong(row, "evidence", wrong.Code, wrong.Message));
            }
            else
            {
                changes.Add(new AnswerChange(by, criterion.Key, row.Content, row.Version));
            }
        }

        return new ImportPlan(changes, faults);
    }

    /// <summary>One thing that is wrong with a line.</summary>
    public static Fault Wrong(ImportedRow row, string column, string code, string message) => Wrong(row.Line, column, code, message);

    /// <summary>One thing that is wrong with a line.</summary>
    public static Fault Wrong(int line, string column, string code, string message) => new(
        string.Create(CultureInfo.InvariantCulture, $"/lines/{line}/{column}"),
        code,
        string.Create(CultureInfo.InvariantCulture, $"Line {line}: {message}"));

    /// <summary>Faults of lines in the order of those.</summary>
    public static IEnumerable<Fault> InOrder(IEnumerable<Fault> faults) => faults.OrderBy(LineOf);

    /// <summary>A line names no criterion.</summary>
    public static Fault NoCriterion(int line) => Wrong(
        line, "criterion", FaultCodes.Unknown, "no criterion with this number and title applies to the scope; a spreadsheet may have changed the number.");

    /// <summary>A line names the criterion of an earlier one.</summary>
    public static Fault DoubledCriterion(int line) =>
        Wrong(line, "criterion", FaultCodes.Doubled, "the criterion stands in an earlier line already.");

    /// <summary>The criterion that a line means; null where it cannot be told.</summary>
    /// <remarks>Spreadsheets take 1.10 for a number and write 1.1: then the title says which criterion is meant, if it occurs once.</remarks>
    /// <param name="key">The number as the line has it.</param>
    /// <param name="title">The title as the line has it; null where the table has none.</param>
    /// <param name="criteria">The applicable criteria.</param>
    public static RatedCriterion? Find(string key, string? title, IReadOnlyList<RatedCriterion> criteria)
    {
        RatedCriterion? byKey = criteria.FirstOrDefault(criterion => criterion.Key == key);
        if (title is null || byKey?.Title == title)
        {
            return byKey;
        }

        RatedCriterion[] byTitle = [.. criteria.Where(criterion => criterion.Title == title)];
        return byTitle.Length == 1 ? byTitle[0] : null;
    }

    // "/lines/12/from".
    private static int LineOf(Fault fault) => int.Parse(fault.Pointer.Split('/')[2], CultureInfo.InvariantCulture);
}
