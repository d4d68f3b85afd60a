using System.Globalization;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Assessments;
using AsiFunctions.Domain.Certification.Standards;
using AsiFunctions.Domain.Forms;

namespace AsiFunctions.Domain.Assurance.Reports;

/// <summary>A row of a table of findings that is taken in.</summary>
/// <param name="Line">The line on which it begins, from 1.</param>
/// <param name="Key">The criterion's number as the row has it.</param>
/// <param name="Title">Its title as the row has it; null where the table has none.</param>
/// <param name="Content">The finding.</param>
/// <param name="Version">The version of the finding when the table was made.</param>
public sealed record FindingRow(int Line, string Key, string? Title, FindingContent Content, int Version);

/// <summary>What a table of findings would change.</summary>
/// <param name="Changes">By criterion.</param>
/// <param name="Faults">What is wrong; with any, nothing is changed.</param>
public sealed record FindingPlan(IReadOnlyDictionary<string, DraftChange<FindingContent>> Changes, IReadOnlyList<Fault> Faults);

/// <summary>Checks a table of findings against a draft.</summary>
public static class FindingImport
{
    /// <summary>What the rows would change. Criteria without a row, and rows that say what is stored already, change nothing.</summary>
    /// <param name="rows">Read from the table.</param>
    /// <param name="criteria">The applicable criteria.</param>
    /// <param name="draft">The draft as stored.</param>
    /// <param name="by">Who sends the table.</param>
    public static FindingPlan Plan(IReadOnlyList<FindingRow> rows, IReadOnlyList<RatedCriterion> criteria, ReportDraft draft, Actor by)
    {
        Dictionary<string, DraftChange<FindingContent>> changes = new(StringComparer.Ordinal);
        List<Fault> faults = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        HashSet<string> sites = [.. draft.File.Subject.Sites.Select(site => site.Key)];
        foreach (FindingRow row in rows)
        {
            if (ImportCheck.Find(row.Key, row.Title, criteria) is not { } criterion)
            {
                faults.Add(ImportCheck.NoCriterion(row.Line));
                continue;
            }

            if (!seen.Add(criterion.Key))
            {
                faults.Add(ImportCheck.DoubledCriterion(row.Line));
                continue;
            }

            DraftItem<FindingContent>? before = draft.Findings.GetValueOrDefault(criterion.Key);
            if (row.Content.SaysTheSameAs(before?.Content ?? FindingContent.Nothing))
            {
                continue;
            }

            if (row.Version != (before?.Version ?? 0))
            {
                faults.Add(ImportCheck.Wrong(row.Line, "version", ReportProcedure.Stale, string.Create(
                    CultureInfo.InvariantCulture, $"the finding has changed since the table was made (version {before?.Version ?? 0} now).")));
            }
            else if (row.Content.Sites.FirstOrDefault(site => !sites.Contains(site)) is { } unknown)
            {
                faults.Add(ImportCheck.Wrong(row.Line, "sites", FaultCodes.NotOffered, $"{unknown} is no site of this audit."));
            }
            else
            {
                changes[criterion.Key] = new DraftChange<FindingContent>(by, row.Content, row.Version);
            }
        }

        return new FindingPlan(changes, faults);
    }
}
