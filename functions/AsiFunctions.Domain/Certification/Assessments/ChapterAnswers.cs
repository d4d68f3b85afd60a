using AsiFunctions.Domain.Certification.Standards;

namespace AsiFunctions.Domain.Certification.Assessments;

/// <summary>The answers to a chapter's criteria: one part of the self-assessment, so that an autosave carries little.</summary>
/// <remarks>A chapter is what stands before a criterion's first dot, which is its principle in ASI's numbering; known from the key alone.</remarks>
/// <param name="Criteria">By criterion key; those that were never answered are missing.</param>
public sealed record ChapterAnswers(IReadOnlyDictionary<string, Answer> Criteria)
{
    /// <summary>What the names of these parts begin with.</summary>
    public const string PartPrefix = "answers-";

    /// <summary>A chapter without answers.</summary>
    public static ChapterAnswers Empty { get; } = new(new Dictionary<string, Answer>(StringComparer.Ordinal));

    /// <summary>The name of the part that holds a criterion's answer.</summary>
    public static string PartOf(string key) => PartPrefix + CriterionKeys.ChapterOf(key);

    /// <summary>True for a text that can be a criterion's key.</summary>
    public static bool IsKey(string text) => CriterionKeys.IsKey(text);

    /// <summary>The answer to a criterion; null where it was never answered.</summary>
    public Answer? Find(string key) => Criteria.GetValueOrDefault(key);

    /// <summary>The chapter with this answer in place of the one before.</summary>
    public ChapterAnswers With(string key, Answer answer) => new(new Dictionary<string, Answer>(Criteria, StringComparer.Ordinal) { [key] = answer });
}

/// <summary>The answer to a criterion.</summary>
/// <param name="Version">The version of the criterion with this answer, from 1; repeats
/// <see cref="Mark.Version"/>, so that a part is complete by itself.</param>
/// <param name="Content">What was answered.</param>
/// <param name="ChangedBy">The account that changed it last.</param>
/// <param name="ChangedAt">When.</param>
public sealed record Answer(int Version, AnswerContent Content, string ChangedBy, DateTimeOffset ChangedAt);

/// <summary>What is answered to a criterion.</summary>
/// <param name="Rating">How the member rates itself; null where it does not yet.</param>
/// <param name="Explanation">In its own words; null where nothing was said.</param>
/// <param name="Reason">Why the criterion is not applicable; null where nothing was said.</param>
/// <param name="Evidence">Keys of the member's evidence, in its order, each once.</param>
public sealed record AnswerContent(Rating? Rating, string? Explanation, string? Reason, IReadOnlyList<string> Evidence)
{
    /// <summary>The answer of a criterion that was never answered.</summary>
    public static AnswerContent Nothing { get; } = new(Rating: null, Explanation: null, Reason: null, []);

    /// <summary>True where the other says the same.</summary>
    public bool SaysTheSameAs(AnswerContent other) =>
        Rating == other.Rating
        && Explanation == other.Explanation
        && Reason == other.Reason
        && Evidence.SequenceEqual(other.Evidence, StringComparer.Ordinal);
}
