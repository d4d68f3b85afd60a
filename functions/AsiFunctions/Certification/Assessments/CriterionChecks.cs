using AsiFunctions.Domain.Certification.Assessments;
using AsiFunctions.Domain.Certification.Evidence;
using AsiFunctions.Domain.Certification.Standards;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Forms.Questions;
using AsiFunctions.Http;

namespace AsiFunctions.Certification.Assessments;

/// <summary>What an answer to a criterion has to be, wherever it comes from. Whether its evidence exists is the procedure's to say.</summary>
internal static class CriterionChecks
{
    /// <summary>The answer as it is stored: without blanks around the texts, nothing for an empty text.</summary>
    public static AnswerContent Content(Rating? rating, string? explanation, string? reason, IReadOnlyList<string>? evidence) =>
        new(rating, OwnWords.Of(explanation), OwnWords.Of(reason), evidence ?? []);

    /// <summary>What is wrong with an answer. A draft may lack what submitting needs, such as the reason why a criterion is not applicable.</summary>
    /// <param name="content">The answer.</param>
    /// <param name="root">What the pointers begin with; empty for a body of its own.</param>
    public static IEnumerable<Fault> Check(AnswerContent content, string root = "")
    {
        if (Text(content.Explanation, $"{root}/explanation", AnswerLimits.Explanation) is { } explanation)
        {
            yield return explanation;
        }

        if (Text(content.Reason, $"{root}/reason", AnswerLimits.Reason) is { } reason)
        {
            yield return reason;
        }

        if (content.Evidence.Count > AnswerLimits.Evidence)
        {
            yield return new Fault($"{root}/evidence", FaultCodes.TooLong, $"Please link at most {AnswerLimits.Evidence} pieces of evidence.");
        }
        else if (content.Evidence.Any(key => !IsKey(key)))
        {
            yield return new Fault($"{root}/evidence", FaultCodes.Malformed, "Evidence is named by its key, such as E1.");
        }
        else if (content.Evidence.Distinct(StringComparer.Ordinal).Count() < content.Evidence.Count)
        {
            yield return new Fault($"{root}/evidence", FaultCodes.Doubled, "Name each piece of evidence once.");
        }
    }

    // Annotations do not keep a null out of a list that was read from JSON.
    private static bool IsKey(string? key) => key is not null && EvidencePiece.PartOf(key) is not null;

    private static Fault? Text(string? text, string pointer, int limit) => text switch
    {
        null => null,
        { Length: int length } when length > limit =>
            new Fault(pointer, FaultCodes.TooLong, $"Please use at most {limit} characters, or link a document."),
        _ when !PlainText.IsPlain(text, allowLines: true) =>
            new Fault(pointer, FaultCodes.ControlCharacter, "The text holds a control character; please type it again."),
        _ => null,
    };
}
