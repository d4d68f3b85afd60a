using System.Text.Json;

namespace AsiFunctions.Domain.Forms.Questions;

/// <summary>Yes or no.</summary>
/// <param name="Asked">What all questions have.</param>
public sealed record BooleanQuestion(QuestionBasics Asked) : Question(Asked)
{
    /// <inheritdoc/>
    public override string Kind => "the yes-or-no question";

    /// <inheritdoc/>
    internal override FormValue? Read(JsonElement answer, Reading reading) => answer.ValueKind switch
    {
        JsonValueKind.True => new FormValue.YesNo(true),
        JsonValueKind.False => new FormValue.YesNo(false),
        _ => reading.Fault(FaultCodes.WrongType, reading.Say.YesOrNoNeeded),
    };
}
