using System.Text.Json;
using AsiFunctions.Domain.Forms.Questions;

namespace AsiFunctions.Domain.Forms;

/// <summary>Checks a draft's answers for shape and size: known fields, texts that can be kept, no nesting.</summary>
internal sealed class DraftChecker(FormDefinition form, Language language, string at)
{
    // What is too long for its question is told on submission; this only keeps a draft from becoming a store of its own.
    private const int LongestText = 10_000;
    private const int LongestList = 500;

    private readonly List<Fault> faults = [];

    public IReadOnlyList<Fault> Check(JsonElement answers)
    {
        SentAnswers? sent = SentAnswers.Read(answers, form, language, at, faults);
        if (sent is null)
        {
            return faults;
        }

        foreach (Question question in form.Questions)
        {
            if (sent.Known.TryGetValue(question.Name, out JsonElement answer))
            {
                Check(answer, question);
            }
        }

        faults.AddRange(sent.UnknownFields);
        return faults;
    }

    private void Check(JsonElement answer, Question question)
    {
        Reading reading = new(faults, $"{at}/{question.Name}", question.Asked.Title.In(language), language, DateOnly.MinValue);
        switch (answer.ValueKind)
        {
            case JsonValueKind.Array when answer.GetArrayLength() > LongestList:
                reading.Fault(FaultCodes.TooLong, reading.Say.TooMany(LongestList));
                break;
            case JsonValueKind.Array when answer.EnumerateArray().Any(item => item.ValueKind is not JsonValueKind.String):
                reading.Fault(FaultCodes.WrongType, reading.Say.ListNeeded);
                break;
            case JsonValueKind.Array:
                foreach (JsonElement item in answer.EnumerateArray())
                {
                    CheckText(item, reading);
                }

                break;
            case JsonValueKind.Object:
                reading.Fault(FaultCodes.WrongType, reading.Say.TextNeeded);
                break;
            case JsonValueKind.String:
                CheckText(answer, reading);
                break;
            default:
                break;
        }
    }

    private static void CheckText(JsonElement element, Reading reading)
    {
        string? text = reading.Text(element);
        if (text?.Length > LongestText)
        {
            reading.Fault(FaultCodes.TooLong, reading.Say.TooLong(LongestText));
        }
        else if (text is not null && !PlainText.IsPlain(text, allowLines: true))
        {
            reading.Fault(FaultCodes.ControlCharacter, reading.Say.ControlCharacters);
        }
    }
}
