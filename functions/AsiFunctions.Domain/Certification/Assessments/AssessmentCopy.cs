using AsiFunctions.Domain.Certification.Standards;

namespace AsiFunctions.Domain.Certification.Assessments;

/// <summary>The cycle that a new self-assessment begins as a copy of.</summary>
/// <param name="Assessment">The earlier self-assessment, of the same member.</param>
/// <param name="Chapters">Its answers.</param>
/// <param name="Criteria">All criteria of the version it was made against; empty where that version is not loaded any more.</param>
public sealed record PreviousCycle(SelfAssessment Assessment, IReadOnlyCollection<ChapterAnswers> Chapters, IReadOnlyList<RatedCriterion> Criteria);

/// <summary>What a new cycle takes over from an earlier one.</summary>
/// <remarks>
/// Within a version all of it, by key. Across versions, where the same number means different things, the explanation and the evidence of a criterion
/// with the same title; never a rating, and never by the number alone: where a title occurs more than once, the number has to be the same too.
/// Links to evidence stay whatever became of the piece; who is assigned is decided anew.
/// </remarks>
public static class AssessmentCopy
{
    /// <summary>The contents of the new cycle, by key.</summary>
    /// <param name="previous">What is copied.</param>
    /// <param name="standard">The version of the new cycle.</param>
    /// <param name="criteria">The criteria that apply in the new cycle.</param>
    public static IReadOnlyDictionary<string, AnswerContent> Of(PreviousCycle previous, StandardRef standard, IReadOnlyList<RatedCriterion> criteria)
    {
        Dictionary<string, AnswerContent> answers = previous.Chapters
            .SelectMany(chapter => chapter.Criteria)
            .ToDictionary(entry => entry.Key, entry => entry.Value.Content, StringComparer.Ordinal);
        bool sameVersion = previous.Assessment.Standard == standard;
        Dictionary<string, AnswerContent> copied = new(StringComparer.Ordinal);
        foreach (RatedCriterion criterion in criteria)
        {
            string? key = sameVersion ? criterion.Key : KeyOf(criterion, criteria, previous.Criteria);
            if (key is not null && answers.TryGetValue(key, out AnswerContent? content) && Kept(content, sameVersion) is { } kept)
            {
                copied[criterion.Key] = kept;
            }
        }

        return copied;
    }

    /// <summary>The number that a criterion had in the other version; null where it cannot be told.</summary>
    private static string? KeyOf(RatedCriterion criterion, IReadOnlyList<RatedCriterion> now, IReadOnlyList<RatedCriterion> before)
    {
        RatedCriterion[] alike = [.. before.Where(other => other.Title == criterion.Title)];
        return alike is [RatedCriterion only] && now.Count(other => other.Title == criterion.Title) == 1
            ? only.Key
            : Array.Find(alike, other => other.Key == criterion.Key)?.Key;
    }

    private static AnswerContent? Kept(AnswerContent content, bool sameVersion)
    {
        AnswerContent kept = sameVersion ? content : content with { Rating = null, Reason = null };
        return kept.SaysTheSameAs(AnswerContent.Nothing) ? null : kept;
    }
}
