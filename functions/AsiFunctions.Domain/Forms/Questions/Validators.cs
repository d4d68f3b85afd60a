using System.Text.RegularExpressions;

namespace AsiFunctions.Domain.Forms.Questions;

/// <summary>A question's <c>validators</c>, as far as forms may use them.</summary>
internal sealed class Validators
{
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);

    public decimal? MinValue { get; private set; }

    public decimal? MaxValue { get; private set; }

    public LocalText? RangeMessage { get; private set; }

    public int? MinLength { get; private set; }

    public int? MaxLength { get; private set; }

    public LocalText? LengthMessage { get; private set; }

    public int? MinCount { get; private set; }

    public int? MaxCount { get; private set; }

    public LocalText? CountMessage { get; private set; }

    public bool IsEmail { get; private set; }

    public List<TextPattern> Patterns { get; } = [];

    /// <summary>Read by the form's reader, which knows the questions that they speak of.</summary>
    public List<DefinitionNode> Expressions { get; } = [];

    public static Validators Read(DefinitionNode question)
    {
        Validators validators = new();
        foreach (DefinitionNode node in question.Items("validators"))
        {
            validators.ReadOne(node);
        }

        return validators;
    }

    /// <summary>Refuses the validators that this kind of question does not take.</summary>
    public void Allow(DefinitionNode question, params ReadOnlySpan<string> types)
    {
        foreach (string type in seen)
        {
            if (!types.Contains(type))
            {
                question.Find($"\"validators\" may not hold \"{type}\" here", 0);
            }
        }
    }

    private void ReadOne(DefinitionNode node)
    {
        string type = node.Text("type");
        if (type is "expression")
        {
            Expressions.Add(node);
            return;
        }

        if (type is not "regex" && !seen.Add(type))
        {
            node.Find($"\"type\" is \"{type}\" a second time", 0);
        }

        switch (type)
        {
            case "numeric":
                (MinValue, MaxValue, RangeMessage) = (node.Number("minValue"), node.Number("maxValue"), node.OptionalLocalText("text"));
                break;
            case "text":
                (MinLength, MaxLength, LengthMessage) = (node.Whole("minLength"), node.Whole("maxLength"), node.OptionalLocalText("text"));
                break;
            case "answercount":
                (MinCount, MaxCount, CountMessage) = (node.Whole("minCount"), node.Whole("maxCount"), node.OptionalLocalText("text"));
                break;
            case "email":
                IsEmail = true;
                break;
            case "regex":
                seen.Add(type);
                ReadPattern(node);
                break;
            default:
                node.Find($"\"type\" is \"{type}\", which is not a supported validator", 0);
                return;
        }

        node.RefuseRest();
    }

    // Browser and server read a pattern alike only where its classes are spelled out; and it must run in linear time here.
    private void ReadPattern(DefinitionNode node)
    {
        string pattern = node.Text("regex");
        RegexOptions options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
        options |= node.Flag("caseInsensitive") ? RegexOptions.IgnoreCase : RegexOptions.None;
        LocalText? message = node.OptionalLocalText("text");
        if (ShorthandClass(pattern) is string shorthand)
        {
            node.Find($"\"regex\" may not use {shorthand}; spell it out, as in [0-9]", 0);
            return;
        }

        try
        {
            Patterns.Add(new TextPattern(new Regex(pattern, options, TimeSpan.FromSeconds(1)), message));
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            node.Find($"\"regex\" is not a supported pattern: {e.Message}", 0);
        }
    }

    private static string? ShorthandClass(string pattern)
    {
        for (int i = 0; i + 1 < pattern.Length; i++)
        {
            if (pattern[i] is not '\\')
            {
                continue;
            }

            i++;
            if (pattern[i] is 'd' or 'D' or 'w' or 'W' or 's' or 'S' or 'b' or 'B' or 'p' or 'P')
            {
                return pattern.Substring(i - 1, 2);
            }
        }

        return null;
    }
}
