using AsiFunctions.Domain.Cases;

namespace AsiFunctions.Domain.Certification.Assessments;

/// <summary>A new answer to a criterion.</summary>
/// <param name="By">Who answers.</param>
/// <param name="Key">The criterion.</param>
/// <param name="Content">The answer, whole.</param>
/// <param name="IfVersion">The version of the criterion that they saw; null where any will do.</param>
public sealed record AnswerChange(Actor By, string Key, AnswerContent Content, int? IfVersion);

/// <summary>Writes answers into a self-assessment: the mark in the case, the text in its part.</summary>
/// <param name="assessment">As stored.</param>
/// <param name="chapters">The answers that may change, by the name of their part.</param>
internal sealed class AnswerSheet(SelfAssessment assessment, Dictionary<string, ChapterAnswers> chapters)
{
    private readonly HashSet<string> changed = new(StringComparer.Ordinal);

    /// <summary>With all that was written.</summary>
    public SelfAssessment Assessment { get; private set; } = assessment;

    /// <summary>The parts that changed.</summary>
    public IReadOnlyList<CasePart> Parts => [.. changed.Order(StringComparer.Ordinal).Select(name => new CasePart(name, chapters[name]))];

    /// <summary>False where the answers have grown too long to be stored.</summary>
    public bool HasRoom => AnswerLimits.HaveRoom(Assessment.Marks);

    public void Put(string key, AnswerContent content, Actor by, DateTimeOffset now)
    {
        Mark before = Assessment.MarkOf(key);
        Mark after = before with
        {
            Rating = content.Rating,
            Version = before.Version + 1,
            EvidenceCount = content.Evidence.Count,
            Explained = content.Explanation is not null,
            Reasoned = content.Reason is not null,
            Weight = AnswerLimits.WeightOf(content),
        };
        string part = ChapterAnswers.PartOf(key);
        Assessment = Assessment.WithMark(key, after);
        chapters[part] = chapters.GetValueOrDefault(part, ChapterAnswers.Empty).With(key, new Answer(after.Version, content, by.Id, now));
        changed.Add(part);
    }
}
