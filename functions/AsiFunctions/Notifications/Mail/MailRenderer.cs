using System.Globalization;
using System.Net;
using System.Text;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Time;

namespace AsiFunctions.Notifications.Mail;

/// <summary>A message as it is sent.</summary>
/// <param name="Subject">One line.</param>
/// <param name="Text">Plain text.</param>
/// <param name="Html">A whole HTML page.</param>
public sealed record RenderedMail(string Subject, string Text, string Html);

/// <summary>Values of a template are missing: the capability that composes the message and the template do not agree.</summary>
public sealed class MissingMailValueException(IEnumerable<string> names)
    : Exception($"The message cannot be written without {string.Join(", ", names)}.");

/// <summary>Puts values into a template, once as text and once as HTML.</summary>
/// <param name="layout">The HTML around every message, with <c>{{lang}}</c>, <c>{{subject}}</c>, <c>{{body}}</c> and <c>{{footer}}</c>.</param>
/// <param name="footer">The words under every message, one paragraph.</param>
/// <param name="labels">Words for codes, by <c>name.code</c>.</param>
/// <param name="language">The language of all these.</param>
public sealed class MailRenderer(string layout, string footer, IReadOnlyDictionary<string, string> labels, Language language)
{
    private static readonly CompositeFormat EnglishDate = CompositeFormat.Parse("{0} {1} {2}");
    private static readonly CompositeFormat ChineseDate = CompositeFormat.Parse("{2}年{1}月{0}日");

    /// <summary>Writes a message.</summary>
    /// <exception cref="MissingMailValueException">A required value is missing.</exception>
    /// <exception cref="FormatException">A value that is to be shown as a date, or as a length of time, is none.</exception>
    public RenderedMail Render(MailTemplate template, IReadOnlyDictionary<string, string> values)
    {
        string[] missing = [.. template.Required.Where(name => !values.ContainsKey(name)).Order(StringComparer.Ordinal)];
        if (missing.Length > 0)
        {
            throw new MissingMailValueException(missing);
        }

        MailBlock[] blocks = [.. template.Blocks
            .Select(block => block with { Lines = [.. block.Lines.Where(line => IsShown(line, values))] })
            .Where(block => block.Lines.Count > 0)];
        string subject = OneLine(Fill(template.Subject, values));
        string text = string.Join("\n\n", blocks.Select(block => Text(block, values)).Append($"-- \n{footer}")) + "\n";
        string body = string.Join('\n', blocks.Select(block => Html(block, values)));
        string html = MailTemplate.Placeholders().Replace(layout, match => match.Groups["name"].Value switch
        {
            "lang" => language.Tag(),
            "subject" => WebUtility.HtmlEncode(subject),
            "body" => body,
            "footer" => WebUtility.HtmlEncode(footer),
            string other => throw new FormatException($"The layout knows no {other}."),
        });
        return new RenderedMail(subject, text, html);
    }

    private static bool IsShown(MailLine line, IReadOnlyDictionary<string, string> values) =>
        line.When is not { } name
        || (values.TryGetValue(name, out string? value) && value.Length > 0 && (line.Code is null || line.Code == value));

    private string Text(MailBlock block, IReadOnlyDictionary<string, string> values)
    {
        IEnumerable<string> lines = block.Lines.Select(line => block.Kind switch
        {
            MailBlockKind.List => $"- {Fill(line.Text, values)}",
            MailBlockKind.Quote => string.Join('\n', Fill(line.Text, values).ReplaceLineEndings("\n").Split('\n').Select(part => $"> {part}")),
            MailBlockKind.Facts or MailBlockKind.Button => $"{line.Label}: {Fill(line.Text, values)}",
            _ => Fill(line.Text, values),
        });
        return string.Join('\n', lines);
    }

    private string Html(MailBlock block, IReadOnlyDictionary<string, string> values)
    {
        string[] lines = [.. block.Lines.Select(line => Markup(Fill(line.Text, values)))];
        return block.Kind switch
        {
            MailBlockKind.List => $"<ul>{string.Concat(lines.Select(line => $"<li>{line}</li>"))}</ul>",
            MailBlockKind.Quote => $"<blockquote>{string.Join("<br>", lines)}</blockquote>",
            MailBlockKind.Facts =>
                $"<table class=\"facts\">{string.Concat(lines.Zip(block.Lines, (value, line) => $"<tr><th scope=\"row\">{Markup(line.Label)}</th><td>{value}</td></tr>"))}</table>",
            MailBlockKind.Button =>
                string.Concat(lines.Zip(block.Lines, (link, line) => $"<p><a class=\"button\" href=\"{link}\">{Markup(line.Label)}</a></p>")),
            _ => $"<p>{string.Join("<br>", lines)}</p>",
        };
    }

    private static string Markup(string text) => WebUtility.HtmlEncode(text.ReplaceLineEndings("\n")).Replace("\n", "<br>", StringComparison.Ordinal);

    private string Fill(string text, IReadOnlyDictionary<string, string> values) => MailTemplate.Placeholders().Replace(text, match =>
    {
        string name = match.Groups["name"].Value;
        string value = values.GetValueOrDefault(name, "");
        return match.Groups["format"].Value switch
        {
            "" => value,
            "date" => Date(name, value),
            "period" => Length(name, value),
            "label" => labels.GetValueOrDefault($"{name}.{value}", value),
            string other => throw new FormatException($"The template knows no format '{other}'."),
        };
    });

    private string Date(string name, string value)
    {
        if (value.Length == 0)
        {
            return "";
        }

        if (!DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date))
        {
            throw new FormatException($"The value of {name} is not a date as yyyy-MM-dd.");
        }

        return language == Language.Chinese
            ? string.Format(CultureInfo.InvariantCulture, ChineseDate, date.Day, date.Month, date.Year)
            : string.Format(
                CultureInfo.InvariantCulture, EnglishDate, date.Day, CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(date.Month), date.Year);
    }

    /// <summary>
    /// Months as months, so that the words agree with the calendar the date was counted by; days as weeks where they are whole weeks.
    /// </summary>
    private string Length(string name, string value)
    {
        if (value.Length == 0)
        {
            return "";
        }

        if (!Period.TryParse(value, out Period period))
        {
            throw new FormatException($"The value of {name} is not a length of time such as P6M or P14D.");
        }

        (int count, string english, string chinese) = period switch
        {
            { Months: > 0 } => (period.Months, "month", "个月"),
            { Days: > 0 } when period.Days % 7 == 0 => (period.Days / 7, "week", "周"),
            _ => (period.Days, "day", "天"),
        };
        return language == Language.Chinese
            ? string.Create(CultureInfo.InvariantCulture, $"{count} {chinese}")
            : string.Create(CultureInfo.InvariantCulture, $"{count} {english}{(count == 1 ? "" : "s")}");
    }

    private static string OneLine(string text) =>
        string.Join(' ', string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
