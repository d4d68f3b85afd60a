using System.Text.Json;

namespace AsiFunctions.Domain.Forms.Questions;

/// <summary>Any number of choices.</summary>
/// <param name="Asked">What all questions have.</param>
/// <param name="Options">What is offered.</param>
/// <param name="HasOther">As for <see cref="ChoiceQuestion"/>.</param>
/// <param name="MinCount">The fewest choices, once any is made; 0 for no limit.</param>
/// <param name="MaxCount">The most choices; never more than are offered.</param>
/// <param name="CountMessage">The definition's own words for too few or too many; null for ours.</param>
public sealed record ChoicesQuestion(
    QuestionBasics Asked,
    IReadOnlyList<Option> Options,
    bool HasOther,
    int MinCount,
    int MaxCount,
    LocalText? CountMessage) : Question(Asked)
{
    private readonly HashSet<string> offered = ChoiceQuestion.Offered(Options, HasOther);

    /// <inheritdoc/>
    public override string Kind => "the multiple choice";

    /// <inheritdoc/>
    internal override FormValue? Read(JsonElement answer, Reading reading)
    {
        if (answer.ValueKind is not JsonValueKind.Array)
        {
            return reading.Fault(FaultCodes.WrongType, reading.Say.ListNeeded);
        }

        int count = answer.GetArrayLength();
        if (count > MaxCount)
        {
            return reading.Fault(FaultCodes.TooLong, CountMessage, reading.Say.TooMany(MaxCount));
        }

        List<string> values = [];
        foreach ((int index, JsonElement item) in answer.EnumerateArray().Index())
        {
            string? value = item.ValueKind is JsonValueKind.String ? PlainText.Of(item) : null;
            if (value is null)
            {
                reading.FaultAt(index, FaultCodes.WrongType, reading.Say.TextNeeded);
            }
            else if (!offered.Contains(value))
            {
                reading.FaultAt(index, FaultCodes.NotOffered, reading.Say.NotOffered(value));
            }
            else if (values.Contains(value))
            {
                reading.FaultAt(index, FaultCodes.Doubled, reading.Say.Duplicate(value));
            }
            else
            {
                values.Add(value);
            }
        }

        if (values.Count < count)
        {
            return null;
        }

        return count < MinCount
            ? reading.Fault(FaultCodes.TooShort, CountMessage, reading.Say.TooFew(MinCount))
            : new FormValue.Choices(values);
    }
}
