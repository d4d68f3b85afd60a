namespace AsiFunctions.Domain.Forms.Conditions;

/// <summary>The answers that conditions look at, as far as the form has been read.</summary>
public sealed class ConditionAnswers
{
    private readonly Dictionary<string, FormValue> values = new(StringComparer.Ordinal);
    private readonly HashSet<string> unknown = new(StringComparer.Ordinal);

    /// <summary>What was answered, by question name.</summary>
    public IReadOnlyDictionary<string, FormValue> Values => values;

    /// <summary>The answer; null where there is none.</summary>
    public FormValue? Find(string question) => values.GetValueOrDefault(question);

    /// <summary>True where the answer is missing or malformed, so that conditions must not build on it.</summary>
    public bool IsUnknown(string question) => unknown.Contains(question);

    /// <summary>The choice or choices made; empty where there are none.</summary>
    public IReadOnlyList<string> ChoicesOf(string question) => Find(question) switch
    {
        FormValue.Choice one => [one.Value],
        FormValue.Choices many => many.Values,
        _ => [],
    };

    /// <summary>Notes a well formed answer.</summary>
    public void Set(string question, FormValue value) => values[question] = value;

    /// <summary>Notes that the answer is at fault.</summary>
    public void SetUnknown(string question) => unknown.Add(question);
}
