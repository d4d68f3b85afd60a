namespace AsiFunctions.Domain.Forms;

/// <summary>A form's answers after the check: what is wrong with them, and what could be read.</summary>
/// <param name="Form">The definition they were checked against; an answer keeps its own version.</param>
/// <param name="Language">The language of the faults' messages.</param>
/// <param name="Faults">Everything that is wrong, in the order of the form; empty when the answers are accepted.</param>
/// <param name="Values">The readable answers by question name; a comment to "other" stands under <c>{name}-Comment</c>.</param>
public sealed record FormAnswers(
    FormDefinition Form,
    Language Language,
    IReadOnlyList<Fault> Faults,
    IReadOnlyDictionary<string, FormValue> Values)
{
    /// <summary>A text's answer.</summary>
    /// <exception cref="KeyNotFoundException">It was not answered: ask for <see cref="TextOrNull"/>.</exception>
    public string Text(string name) => ((FormValue.Text)Values[name]).Value;

    /// <summary>A text's answer; null where it was not answered.</summary>
    public string? TextOrNull(string name) => Find<FormValue.Text>(name)?.Value;

    /// <summary>A number's answer; null where it was not answered.</summary>
    public decimal? NumberOrNull(string name) => Find<FormValue.Number>(name)?.Value;

    /// <summary>A date's answer.</summary>
    /// <exception cref="KeyNotFoundException">It was not answered: ask for <see cref="DateOrNull"/>.</exception>
    public DateOnly Date(string name) => ((FormValue.Date)Values[name]).Value;

    /// <summary>A date's answer; null where it was not answered.</summary>
    public DateOnly? DateOrNull(string name) => Find<FormValue.Date>(name)?.Value;

    /// <summary>The one choice.</summary>
    /// <exception cref="KeyNotFoundException">It was not answered: ask for <see cref="ChoiceOrNull"/>.</exception>
    public string Choice(string name) => ((FormValue.Choice)Values[name]).Value;

    /// <summary>The one choice; null where it was not answered.</summary>
    public string? ChoiceOrNull(string name) => Find<FormValue.Choice>(name)?.Value;

    /// <summary>The choices made; empty where it was not answered.</summary>
    public IReadOnlyList<string> Choices(string name) => Find<FormValue.Choices>(name)?.Values ?? [];

    /// <summary>True only for an explicit yes.</summary>
    public bool Yes(string name) => Find<FormValue.YesNo>(name) is { Value: true };

    /// <summary>Yes or no; null where it was not answered.</summary>
    public bool? YesOrNull(string name) => Find<FormValue.YesNo>(name)?.Value;

    private TValue? Find<TValue>(string name)
        where TValue : FormValue => Values.GetValueOrDefault(name) as TValue;
}
