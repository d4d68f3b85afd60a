using System.Globalization;
using System.Text.Json;

namespace AsiFunctions.Domain.Forms.Questions;

/// <summary>The reading of one answer: where its faults go, in which words.</summary>
internal sealed class Reading(List<Fault> faults, string pointer, string title, Language language, DateOnly today)
{
    public DateOnly Today => today;

    public Wording Say { get; } = new(language, title);

    /// <summary>Notes a fault of the answer, and is null, so that a reader can return it.</summary>
    public FormValue? Fault(string code, string message)
    {
        faults.Add(new Fault(pointer, code, message));
        return null;
    }

    /// <summary>As the other <c>Fault</c>, with the definition's own words where it has some.</summary>
    public FormValue? Fault(string code, LocalText? own, string message) => Fault(code, own?.In(language) ?? message);

    /// <summary>Notes a fault of one item of the answer.</summary>
    public void FaultAt(int index, string code, string message) =>
        faults.Add(new Fault(string.Create(CultureInfo.InvariantCulture, $"{pointer}/{index}"), code, message));

    /// <summary>The text of an answer; null, with its fault noted, where it is no text.</summary>
    public string? Text(JsonElement answer)
    {
        if (answer.ValueKind is not JsonValueKind.String)
        {
            Fault(FaultCodes.WrongType, Say.TextNeeded);
            return null;
        }

        string? text = PlainText.Of(answer);
        if (text is null)
        {
            Fault(FaultCodes.ControlCharacter, Say.ControlCharacters);
        }

        return text;
    }
}
