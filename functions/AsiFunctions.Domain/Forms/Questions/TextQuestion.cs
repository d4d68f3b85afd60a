using System.Text.Json;
using System.Text.RegularExpressions;

namespace AsiFunctions.Domain.Forms.Questions;

/// <summary>What a text must look like.</summary>
public enum TextShape
{
    /// <summary>One line.</summary>
    Line,

    /// <summary>Several lines.</summary>
    Lines,

    /// <summary>An e-mail address.</summary>
    Email,

    /// <summary>A web address, http or https.</summary>
    Url,
}

/// <summary>A text, of one line or several.</summary>
/// <param name="Asked">What all questions have.</param>
/// <param name="Shape">What it must look like.</param>
/// <param name="MinLength">The fewest UTF-16 units, as browsers count; 0 for no limit.</param>
/// <param name="MaxLength">The most UTF-16 units; always set.</param>
/// <param name="LengthMessage">The definition's own words for a length out of bounds; null for ours.</param>
/// <param name="Patterns">What it must match.</param>
public sealed record TextQuestion(
    QuestionBasics Asked,
    TextShape Shape,
    int MinLength,
    int MaxLength,
    LocalText? LengthMessage,
    IReadOnlyList<TextPattern> Patterns) : Question(Asked)
{
    /// <inheritdoc/>
    public override string Kind => "the text question";

    /// <inheritdoc/>
    internal override FormValue? Read(JsonElement answer, Reading reading)
    {
        string? text = reading.Text(answer)?.Trim();
        if (text is null)
        {
            return null;
        }

        if (!PlainText.IsPlain(text, allowLines: Shape is TextShape.Lines))
        {
            return reading.Fault(FaultCodes.ControlCharacter, reading.Say.ControlCharacters);
        }

        if (text.Length > MaxLength)
        {
            return reading.Fault(FaultCodes.TooLong, LengthMessage, reading.Say.TooLong(MaxLength));
        }

        if (text.Length < MinLength)
        {
            return reading.Fault(FaultCodes.TooShort, LengthMessage, reading.Say.TooShort(MinLength));
        }

        if (Shape is TextShape.Email && !PlainText.IsEmail(text))
        {
            return reading.Fault(FaultCodes.Malformed, reading.Say.EmailNeeded);
        }

        if (Shape is TextShape.Url && !PlainText.IsWebAddress(text))
        {
            return reading.Fault(FaultCodes.Malformed, reading.Say.UrlNeeded);
        }

        TextPattern? broken = Patterns.FirstOrDefault(p => !p.Expression.IsMatch(text));
        return broken is null ? new FormValue.Text(text) : reading.Fault(FaultCodes.Malformed, broken.Message, reading.Say.PatternMissed);
    }
}

/// <summary>A pattern that a text must match somewhere, as in SurveyJS: anchor it with ^ and $.</summary>
/// <param name="Expression">Runs in linear time.</param>
/// <param name="Message">The definition's own words; null for ours.</param>
public sealed record TextPattern(Regex Expression, LocalText? Message);
