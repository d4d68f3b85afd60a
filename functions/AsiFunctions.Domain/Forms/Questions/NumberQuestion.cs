using System.Text.Json;

namespace AsiFunctions.Domain.Forms.Questions;

/// <summary>A number.</summary>
/// <param name="Asked">What all questions have.</param>
/// <param name="Min">The lowest accepted.</param>
/// <param name="Max">The highest accepted.</param>
/// <param name="Step">The answer is a multiple of it; null for any number.</param>
/// <param name="RangeMessage">The definition's own words for a number out of range; null for ours.</param>
public sealed record NumberQuestion(QuestionBasics Asked, Bound Min, Bound Max, decimal? Step, LocalText? RangeMessage) : Question(Asked)
{
    /// <inheritdoc/>
    public override string Kind => "the number question";

    /// <inheritdoc/>
    internal override FormValue? Read(JsonElement answer, Reading reading)
    {
        if (answer.ValueKind is not JsonValueKind.Number)
        {
            return reading.Fault(FaultCodes.WrongType, reading.Say.NumberNeeded);
        }

        decimal min = Min.Number(reading.Today);
        decimal max = Max.Number(reading.Today);

        // What no decimal can hold is out of any range that a form may have.
        if (!answer.TryGetDecimal(out decimal number) || number < min || number > max)
        {
            return reading.Fault(FaultCodes.OutOfRange, RangeMessage, reading.Say.NumberOutOfRange(min, max));
        }

        return Step is decimal step && number % step != 0
            ? reading.Fault(FaultCodes.Malformed, reading.Say.StepMissed(step))
            : new FormValue.Number(number);
    }
}
