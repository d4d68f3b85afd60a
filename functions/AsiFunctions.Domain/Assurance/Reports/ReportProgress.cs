using AsiFunctions.Domain.Certification.Standards;

namespace AsiFunctions.Domain.Assurance.Reports;

/// <summary>How far the findings of a draft are, in all or for one principle.</summary>
/// <param name="Applicable">Criteria that apply.</param>
/// <param name="Rated">Of these, those with a rating and a text.</param>
/// <param name="Open">The others; whether they have to be rated depends on the type of audit.</param>
/// <param name="Majors">Rated as major non-conformance.</param>
/// <param name="Minors">Rated as minor non-conformance.</param>
public sealed record ReportProgress(int Applicable, int Rated, int Open, int Majors, int Minors)
{
    /// <summary>The progress over some criteria.</summary>
    public static ReportProgress Of(ReportDraft draft, IEnumerable<RatedCriterion> criteria)
    {
        FindingContent[] findings = [.. criteria.Select(criterion => draft.FindingOf(criterion.Key))];
        int rated = findings.Count(finding => finding is { Rating: not null, Text: not null });
        return new ReportProgress(
            findings.Length,
            rated,
            findings.Length - rated,
            findings.Count(finding => finding.Rating is Rating.MajorNonConformance),
            findings.Count(finding => finding.Rating is Rating.MinorNonConformance));
    }
}
