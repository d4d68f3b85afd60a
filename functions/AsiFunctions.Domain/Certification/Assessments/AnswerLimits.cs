namespace AsiFunctions.Domain.Certification.Assessments;

/// <summary>
/// How long answers may be, each and together: a part fits into a row, and a whole self-assessment into the transaction that copies it.
/// </summary>
/// <remarks>All are assumptions; what an organisation has to say at more length is a document, and so evidence.</remarks>
public static class AnswerLimits
{
    /// <summary>Characters of an explanation, at most.</summary>
    public const int Explanation = 4000;

    /// <summary>Characters of a reason, at most.</summary>
    public const int Reason = 1000;

    /// <summary>Pieces of evidence that one criterion links to, at most.</summary>
    public const int Evidence = 100;

    // A row takes 450,000 characters of JSON, a transaction 4 MiB; both with room for the case's own row.
    private const int ChapterWeight = 420_000;
    private const int WholeWeight = 3_200_000;

    // Names, quotes, dates and the account around the texts.
    private const int AnswerWeight = 600;
    private const int LinkWeight = 20;

    /// <summary>
    /// What an answer takes of the room there is: about its bytes on the way to the table, where what is not plain ASCII is escaped.
    /// </summary>
    public static int WeightOf(AnswerContent content) =>
        AnswerWeight + (LinkWeight * content.Evidence.Count) + WeightOf(content.Explanation) + WeightOf(content.Reason);

    /// <summary>True where there is room for all the marks.</summary>
    /// <param name="marks">As they would be.</param>
    public static bool HaveRoom(IReadOnlyDictionary<string, Mark> marks) =>
        marks.Values.Sum(mark => mark.Weight) <= WholeWeight
        && marks
            .GroupBy(mark => ChapterAnswers.PartOf(mark.Key), mark => mark.Value.Weight, StringComparer.Ordinal)
            .All(chapter => chapter.Sum() <= ChapterWeight);

    private static int WeightOf(string? text) => text?.Sum(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or ',' or '.' or '-' ? 1 : 6) ?? 0;
}
