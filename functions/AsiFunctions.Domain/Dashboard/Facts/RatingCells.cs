using AsiFunctions.Domain.Assurance.Oversight;
using AsiFunctions.Domain.Certification.Standards;

namespace AsiFunctions.Domain.Dashboard.Facts;

/// <summary>What the published summary of an audit counts for: its ratings, on the audit's last day. Source: domain notes 2.4 and 5.1.</summary>
internal static class RatingCells
{
    public static Cells Of(PublishedSummary summary)
    {
        Cells cells = new();
        string standard = EnumCode.Of(summary.Standard.Standard);
        string version = Coordinate.Of(summary.Standard.Version);
        string[] activities = summary.Activities is { Count: > 0 } some ? [.. some.Distinct().Select(EnumCode.Of)] : [Coordinate.Unknown];
        foreach (PublishedFinding finding in summary.Findings ?? [])
        {
            string criterion = Coordinate.Of(finding.Criterion);
            string rating = EnumCode.Of(finding.Rating);
            cells.Add(CellKey.Of(Cubes.Ratings, summary.EndedOn, standard, version, CriterionKeys.ChapterOf(criterion), criterion, rating));
            foreach (string activity in activities)
            {
                cells.Add(CellKey.Of(Cubes.RatingActivities, summary.EndedOn, standard, version, activity, rating));
            }
        }

        return cells;
    }
}
