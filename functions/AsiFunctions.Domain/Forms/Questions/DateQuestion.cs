using System.Globalization;
using System.Text.Json;

namespace AsiFunctions.Domain.Forms.Questions;

/// <summary>A calendar date, written as 2026-03-31.</summary>
/// <param name="Asked">What all questions have.</param>
/// <param name="Min">The first day accepted.</param>
/// <param name="Max">The last day accepted.</param>
public sealed record DateQuestion(QuestionBasics Asked, Bound Min, Bound Max) : Question(Asked)
{
    /// <inheritdoc/>
    public override string Kind => "the date question";

    /// <summary>Reads a date as 2026-03-31, and in no other way.</summary>
    public static bool TryRead(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    /// <inheritdoc/>
    internal override FormValue? Read(JsonElement answer, Reading reading)
    {
        string? text = reading.Text(answer);
        if (text is null)
        {
            return null;
        }

        if (!TryRead(text, out DateOnly date))
        {
            return reading.Fault(FaultCodes.Malformed, reading.Say.DateNeeded);
        }

        DateOnly min = Min.Date(reading.Today);
        DateOnly max = Max.Date(reading.Today);
        return date < min || date > max
            ? reading.Fault(FaultCodes.OutOfRange, reading.Say.DateOutOfRange(min, max))
            : new FormValue.Date(date);
    }
}
