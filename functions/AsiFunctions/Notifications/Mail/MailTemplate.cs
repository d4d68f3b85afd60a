using System.Text.RegularExpressions;

namespace AsiFunctions.Notifications.Mail;

/// <summary>The text of one message in one language, from which both the plain text and the HTML are made.</summary>
/// <remarks>
/// A head of <c>values:</c>, <c>optional:</c> and <c>subject:</c> lines, an empty line, then blocks apart by empty lines:
/// <list type="bullet">
/// <item><c>plain lines</c> are a paragraph</item>
/// <item><c>- item</c> is a line of a list</item>
/// <item><c>= Label: value</c> is a line of a table of facts</item>
/// <item><c>&gt; words</c> quotes what a person wrote</item>
/// <item><c>@ Label: link</c> is a button</item>
/// </list>
/// A line that begins with <c>?name </c> is there only when that value is given, with <c>?name=code </c> only when it is that code.
/// <c>{{name}}</c> stands for a value, <c>{{name:date}}</c> for a date in the language's words, <c>{{name:period}}</c> for a length of
/// time such as P6M, <c>{{name:label}}</c> for the words for a code.
/// Blocks are cut before values are put in, so that no value can become markup.
/// </remarks>
/// <param name="Subject">May hold values.</param>
/// <param name="Required">Values without which the message cannot be written; <c>name</c> is always among them.</param>
/// <param name="Optional">Values that lines may depend on.</param>
/// <param name="Blocks">In order.</param>
public sealed partial record MailTemplate(
    string Subject,
    IReadOnlySet<string> Required,
    IReadOnlySet<string> Optional,
    IReadOnlyList<MailBlock> Blocks)
{
    /// <summary>Reads a template.</summary>
    /// <exception cref="FormatException">The head is incomplete, a line has no form that is known,
    /// or a value is used that the head does not declare.</exception>
    public static MailTemplate Parse(string text)
    {
        string[] parts = text.ReplaceLineEndings("\n").Split("\n\n", 2, StringSplitOptions.None);
        Dictionary<string, string> head = parts[0].Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries))
            .ToDictionary(
                pair => pair[0],
                pair => pair.Length == 2 ? pair[1] : throw new FormatException($"The head has a line without a colon: '{pair[0]}'."));
        if (parts.Length < 2 || !head.TryGetValue("subject", out string? subject))
        {
            throw new FormatException("A template is a head with a subject, an empty line, and a text.");
        }

        MailTemplate template = new(
            subject,
            Names(head.GetValueOrDefault("values", "")).Append("name").ToHashSet(StringComparer.Ordinal),
            Names(head.GetValueOrDefault("optional", "")).ToHashSet(StringComparer.Ordinal),
            [.. MailBlock.ParseAll(parts[1])]);
        string[] undeclared = [.. Used(text).Except(template.Required).Except(template.Optional)];
        return undeclared.Length == 0
            ? template
            : throw new FormatException($"The head declares no {string.Join(", ", undeclared)}.");
    }

    private static string[] Names(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static IEnumerable<string> Used(string text) =>
        Placeholders().Matches(text).Select(match => match.Groups["name"].Value)
            .Concat(Conditions().Matches(text).Select(match => match.Groups["name"].Value))
            .Distinct(StringComparer.Ordinal);

    [GeneratedRegex(
        @"\{\{(?<name>[A-Za-z]+)(:(?<format>[a-z]+))?\}\}",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    internal static partial Regex Placeholders();

    [GeneratedRegex(
        @"^\?(?<name>[A-Za-z]+)(=(?<code>[A-Za-z0-9_-]+))? ",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.Multiline,
        matchTimeoutMilliseconds: 1000)]
    internal static partial Regex Conditions();
}

/// <summary>How a block is shown.</summary>
public enum MailBlockKind
{
    /// <summary>Running text.</summary>
    Paragraph,

    /// <summary>A list with bullets.</summary>
    List,

    /// <summary>A table of two columns.</summary>
    Facts,

    /// <summary>What a person wrote.</summary>
    Quote,

    /// <summary>A link that stands by itself.</summary>
    Button,
}

/// <summary>Lines of one kind that belong together.</summary>
public sealed record MailBlock(MailBlockKind Kind, IReadOnlyList<MailLine> Lines)
{
    /// <summary>Cuts a text into blocks.</summary>
    public static IEnumerable<MailBlock> ParseAll(string text)
    {
        List<MailLine> lines = [];
        MailBlockKind kind = MailBlockKind.Paragraph;
        foreach (string raw in text.Split('\n').Append(""))
        {
            string line = raw.TrimEnd();
            (MailBlockKind Kind, MailLine Line)? read = line.Length == 0 ? null : MailLine.Parse(line);
            if (lines.Count > 0 && read?.Kind != kind)
            {
                yield return new MailBlock(kind, lines);
                lines = [];
            }

            if (read is { } next)
            {
                kind = next.Kind;
                lines.Add(next.Line);
            }
        }
    }
}

/// <summary>One line of a block.</summary>
/// <param name="Text">With its placeholders; the second column of facts, the link of a button.</param>
/// <param name="Label">The first column of facts, the words on a button; empty otherwise.</param>
/// <param name="When">The value that must be given; null for a line that is always there.</param>
/// <param name="Code">What that value must be; null where any will do.</param>
public sealed record MailLine(string Text, string Label, string? When, string? Code)
{
    internal static (MailBlockKind Kind, MailLine Line) Parse(string line)
    {
        Match condition = MailTemplate.Conditions().Match(line);
        string? when = condition.Success ? condition.Groups["name"].Value : null;
        string? code = condition.Groups["code"].Success ? condition.Groups["code"].Value : null;
        string rest = line[condition.Length..];
        MailBlockKind kind = rest switch
        {
            ['-', ' ', ..] => MailBlockKind.List,
            ['=', ' ', ..] => MailBlockKind.Facts,
            ['>', ' ', ..] => MailBlockKind.Quote,
            ['@', ' ', ..] => MailBlockKind.Button,
            _ => MailBlockKind.Paragraph,
        };
        string text = kind is MailBlockKind.Paragraph ? rest : rest[2..].Trim();
        if (kind is not (MailBlockKind.Facts or MailBlockKind.Button))
        {
            return (kind, new MailLine(text, "", when, code));
        }

        string[] parts = text.Split([": ", "："], 2, StringSplitOptions.TrimEntries);
        return parts.Length == 2
            ? (kind, new MailLine(parts[1], parts[0], when, code))
            : throw new FormatException($"The line needs a label and a colon: '{line}'.");
    }
}
