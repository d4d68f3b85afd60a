using AsiFunctions.Domain.Certification.Standards;
using AsiFunctions.Domain.Forms;

namespace AsiFunctions.Domain.Certification.Assessments;

/// <summary>How far a self-assessment is, in all or for one principle.</summary>
/// <param name="Applicable">Criteria that apply.</param>
/// <param name="Answered">Of these, those with nothing missing for submitting.</param>
/// <param name="Open">The others.</param>
/// <param name="Majors">Rated as major non-conformance.</param>
/// <param name="Minors">Rated as minor non-conformance.</param>
public sealed record AssessmentProgress(int Applicable, int Answered, int Open, int Majors, int Minors)
{
    /// <summary>The progress over some criteria.</summary>
    public static AssessmentProgress Of(SelfAssessment assessment, IEnumerable<RatedCriterion> criteria)
    {
        Mark[] marks = [.. criteria.Select(criterion => assessment.MarkOf(criterion.Key))];
        int answered = marks.Count(mark => mark.IsComplete);
        return new AssessmentProgress(
            marks.Length,
            answered,
            marks.Length - answered,
            marks.Count(mark => mark.Rating is Rating.MajorNonConformance),
            marks.Count(mark => mark.Rating is Rating.MinorNonConformance));
    }

    /// <summary>What has to be done before submitting, a fault for each criterion; empty where all is complete.</summary>
    public static IReadOnlyList<Fault> Missing(SelfAssessment assessment, IEnumerable<RatedCriterion> criteria) =>
    [
        .. from criterion in criteria
           let mark = assessment.MarkOf(criterion.Key)
           where !mark.IsComplete
           select new Fault($"/criteria/{criterion.Key}", FaultCodes.Required, mark.Rating switch
           {
               null => $"Please rate {criterion.Key}.",
               Rating.NotApplicable => $"Please say why {criterion.Key} is not applicable.",
               _ => $"Please explain the non-conformance with {criterion.Key}.",
           }),
    ];
}
