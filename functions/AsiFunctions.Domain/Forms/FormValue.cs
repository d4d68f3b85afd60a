using AsiFunctions.Domain.Forms.Questions;

namespace AsiFunctions.Domain.Forms;

/// <summary>An answer that was read and found well formed.</summary>
public abstract record FormValue
{
    private FormValue()
    {
    }

    /// <summary>What was written, without blanks around it; never empty.</summary>
    public sealed record Text(string Value) : FormValue;

    /// <summary>A number within the question's bounds.</summary>
    public sealed record Number(decimal Value) : FormValue;

    /// <summary>A calendar date within the question's bounds.</summary>
    public sealed record Date(DateOnly Value) : FormValue;

    /// <summary>The one choice made; <see cref="ChoiceQuestion.Other"/> where the person wrote their own.</summary>
    public sealed record Choice(string Value) : FormValue;

    /// <summary>The choices made, each once, at least one, in the order given.</summary>
    public sealed record Choices(IReadOnlyList<string> Values) : FormValue;

    /// <summary>Yes or no.</summary>
    public sealed record YesNo(bool Value) : FormValue;
}
