using AsiFunctions.Domain.Certification.Assessments;
using AsiFunctions.Domain.Forms;

namespace AsiFunctions.Domain.Import;

/// <summary>A line of a file of earlier records: one dated fact about one member.</summary>
/// <param name="Number">The line on which it begins, from 1; the header is line 1.</param>
/// <param name="Cells">Its cells by the name of their column, without blanks around them; empty cells may be left out.</param>
public sealed record EarlierLine(int Number, IReadOnlyDictionary<string, string> Cells)
{
    /// <summary>A cell; empty where the line has none.</summary>
    public string this[string column] => Cells.GetValueOrDefault(column, "");

    /// <summary>One thing that is wrong with the line.</summary>
    /// <param name="column">The column to mend.</param>
    /// <param name="code">Stable, kebab case.</param>
    /// <param name="message">What is wrong, and how to mend it.</param>
    public Fault Wrong(string column, string code, string message) => ImportCheck.Wrong(Number, column, code, $"{column}: {message}");
}

/// <summary>The columns of a file of earlier records, and which kinds of line have something to say in them.</summary>
public static class EarlierColumns
{
    /// <summary>The kind of line.</summary>
    public const string Record = "record";

    /// <summary>The member's key in the earlier records.</summary>
    public const string Member = "member";

    /// <summary>The first day on which it holds.</summary>
    public const string From = "from";

    private static readonly string[] OfAll = [Record, Member, From];

    private static readonly Dictionary<string, string[]> Kinds = new(StringComparer.Ordinal)
    {
        ["member"] =
        [
            "name", "trading-name", "registration", "country", "address", "website", "parent", "activities", "countries", "contact-name", "contact-email",
            "language", "heard-about", "heard-about-text",
        ],
        ["class"] = ["class"],
        ["size"] = ["turnover", "year", "staff"],
        ["standing"] = ["status", "reason", "text"],
        ["end"] = ["reason", "text", "into"],
        ["certificate"] =
        [
            "certificate",
            "standard",
            "version",
            "level",
            "until",
            "scope",
            "scope-text",
            "activities",
            "country",
            "audit-type",
            "audit-firm",
            "audit-ended",
            "majors", "minors", "text",
        ],
    };

    /// <summary>The kinds of line.</summary>
    public static IReadOnlyCollection<string> Records => Kinds.Keys;

    /// <summary>All columns, in the order of the sample.</summary>
    public static IReadOnlyList<string> All { get; } = [.. OfAll, .. Kinds.Values.SelectMany(columns => columns).Distinct(StringComparer.Ordinal)];

    /// <summary>The filled columns of a line in which its kind has nothing to say: most likely the cells have slipped.</summary>
    public static IEnumerable<string> Strange(EarlierLine line) =>
        line.Cells.Where(cell => cell.Value.Length > 0).Select(cell => cell.Key).Except(OfAll).Except(Kinds[line[Record]]);
}
