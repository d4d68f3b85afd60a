using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Assessments;
using AsiFunctions.Domain.Certification.Standards;

namespace AsiFunctions.Certification.Assessments;

/// <summary>A self-assessment with all its criteria.</summary>
/// <param name="Id">Its reference.</param>
/// <param name="Version">How many decisions it has seen; the ETag of the whole.</param>
/// <param name="Member">Whose it is.</param>
/// <param name="Scope">The scope's key in the member's register.</param>
/// <param name="Standard">The version it is made against.</param>
/// <param name="Title">As the standard calls itself.</param>
/// <param name="Sample">True where the criteria's titles are not ASI's official text.</param>
/// <param name="State">Open, submitted or cancelled.</param>
/// <param name="OpenedOn">When it was opened.</param>
/// <param name="SubmittedOn">When it was submitted; null where it was not.</param>
/// <param name="CancelledOn">When it was cancelled; null where it was not.</param>
/// <param name="CopiedFrom">The cycle it began as a copy of; null where it began blank.</param>
/// <param name="Progress">How far it is in all.</param>
/// <param name="Principles">Those with a criterion that applies, in the order of the standard.</param>
public sealed record AssessmentView(
    CaseId Id,
    int Version,
    CaseId Member,
    string Scope,
    StandardRef Standard,
    string Title,
    bool Sample,
    AssessmentState State,
    DateOnly OpenedOn,
    DateOnly? SubmittedOn,
    DateOnly? CancelledOn,
    CaseId? CopiedFrom,
    AssessmentProgress Progress,
    IReadOnlyList<PrincipleView> Principles)
{
    /// <summary>What is shown of a self-assessment.</summary>
    public static AssessmentView Of(
        SelfAssessment assessment, int caseVersion, StandardVersion version, IReadOnlyDictionary<string, ChapterAnswers> chapters)
    {
        IReadOnlyList<RatedCriterion> criteria = assessment.Criteria(version);
        return new AssessmentView(
            assessment.Id,
            caseVersion,
            assessment.Member,
            assessment.Scope,
            assessment.Standard,
            version.Title,
            version.Sample,
            assessment.State,
            assessment.OpenedOn,
            assessment.SubmittedOn,
            assessment.CancelledOn,
            assessment.CopiedFrom,
            AssessmentProgress.Of(assessment, criteria),
            [
                .. criteria.GroupBy(criterion => criterion.Principle, StringComparer.Ordinal).Select(group => new PrincipleView(
                    group.Key,
                    TitleOf(version, group.Key),
                    AssessmentProgress.Of(assessment, group),
                    [.. group.Select(
                        criterion => CriterionView.Of(criterion, assessment, chapters.GetValueOrDefault(ChapterAnswers.PartOf(criterion.Key))))])),
            ]);
    }

    internal static string TitleOf(StandardVersion version, string principle) => version.Principles.First(p => p.Key == principle).Title;
}

/// <summary>A principle with its criteria.</summary>
/// <param name="Key">Its number.</param>
/// <param name="Title">Its name.</param>
/// <param name="Progress">How far its criteria are.</param>
/// <param name="Criteria">Those that apply, in the order of the standard.</param>
public sealed record PrincipleView(string Key, string Title, AssessmentProgress Progress, IReadOnlyList<CriterionView> Criteria);

/// <summary>A criterion with its answer.</summary>
/// <param name="Key">Its number.</param>
/// <param name="Title">Its name.</param>
/// <param name="Criterion">The number of the criterion that it is a letter of; its own where it has none.</param>
/// <param name="Critical">True where a major non-conformance rules out any certificate.</param>
/// <param name="Version">How often the answer changed; its ETag.</param>
/// <param name="Rating">How the member rates itself; null where it does not yet.</param>
/// <param name="Explanation">In its own words.</param>
/// <param name="Reason">Why it is not applicable.</param>
/// <param name="Evidence">Keys of evidence.</param>
/// <param name="Assignee">The account of the colleague who takes care of it.</param>
/// <param name="ChangedBy">The account that changed the answer last.</param>
/// <param name="ChangedAt">When.</param>
public sealed record CriterionView(
    string Key,
    string Title,
    string Criterion,
    bool Critical,
    int Version,
    Rating? Rating,
    string? Explanation,
    string? Reason,
    IReadOnlyList<string> Evidence,
    string? Assignee,
    string? ChangedBy,
    DateTimeOffset? ChangedAt)
{
    /// <summary>What is shown of a criterion. Answer and version come from the same row, so that they always belong together.</summary>
    public static CriterionView Of(RatedCriterion criterion, SelfAssessment assessment, ChapterAnswers? chapter)
    {
        Answer? answer = chapter?.Find(criterion.Key);
        AnswerContent content = answer?.Content ?? AnswerContent.Nothing;
        return new CriterionView(
            criterion.Key,
            criterion.Title,
            criterion.Criterion,
            criterion.Critical,
            answer?.Version ?? 0,
            content.Rating,
            content.Explanation,
            content.Reason,
            content.Evidence,
            assessment.MarkOf(criterion.Key).Assignee,
            answer?.ChangedBy,
            answer?.ChangedAt);
    }
}
