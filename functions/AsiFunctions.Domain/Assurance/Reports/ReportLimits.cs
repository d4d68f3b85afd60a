using System.Globalization;

namespace AsiFunctions.Domain.Assurance.Reports;

/// <summary>
/// How long a report may be: each part of its draft fits into a row, what is changed at once into a transaction, a submitted whole into a blob.
/// </summary>
/// <remarks>All are assumptions; what an auditor has to say at more length is an attachment.</remarks>
public static class ReportLimits
{
    /// <summary>Findings of a report; the standards have some hundred criteria with their letters.</summary>
    public const int Findings = 500;

    /// <summary>Non-conformances of a report. More than three majors rule out any certificate; minors in such number are systemic.</summary>
    public const int NonConformances = 100;

    /// <summary>Attachments of a report at a time; they are listed in the report's own row.</summary>
    public const int Attachments = 50;

    /// <summary>Characters of an attachment's title.</summary>
    public const int Title = 100;

    /// <summary>
    /// Characters of a finding, a statement, a root cause, an action, a reason or an answer: as of an explanation in a self-assessment.
    /// </summary>
    public const int Text = 4000;

    /// <summary>Characters of the summary for publication.</summary>
    public const int Summary = 10_000;

    /// <summary>Lines of evidence of a finding.</summary>
    public const int Evidence = 20;

    /// <summary>Characters of a line: of evidence, a function, a confidential word.</summary>
    public const int Line = 500;

    /// <summary>Sites that one finding or non-conformance names.</summary>
    public const int Sites = 100;

    /// <summary>Lines of confidential words, groups of people met, or verifications: together they fit into the row of the general part.</summary>
    public const int Entries = 100;

    /// <summary>Days of all auditors together.</summary>
    public const int Days = 1000;

    /// <summary>
    /// Years from today within which all days of a report lie: what lies further away is a slip of the pen, and dates are counted on from it.
    /// </summary>
    public const int Years = 10;

    // A row takes 450,000 characters of JSON, a transaction 4 MiB; both with room for the report's own row.
    private const int PartLength = 420_000;
    private const int ChangeBytes = 3_000_000;

    // Names, quotes, dates and the account around the texts.
    private const int FindingLength = 600;
    private const int GeneralLength = 2000;
    private const int EntryLength = 150;

    /// <summary>True where a day lies so far away that it cannot be meant.</summary>
    /// <param name="day">The day; null is none.</param>
    /// <param name="today">Today.</param>
    public static bool IsRemote(DateOnly? day, DateOnly today) => day < today.AddYears(-Years) || day > today.AddYears(Years);

    /// <summary>True where a chapter fits into a row.</summary>
    public static bool FitsRow(ReportPart chapter) => LengthOf(chapter) <= PartLength;

    /// <summary>True where the general part fits into a row.</summary>
    public static bool FitsRow(GeneralContent general) => LengthOf(general) <= PartLength;

    /// <summary>True where chapters fit into one transaction.</summary>
    public static bool FitTransaction(IEnumerable<ReportPart> chapters) => chapters.Sum(BytesOf) <= ChangeBytes;

    private static int LengthOf(ReportPart chapter) => chapter.Findings!.Values.Sum(item => FindingLength + TextsOf(item.Content).Sum(LengthOf));

    private static int BytesOf(ReportPart chapter) => chapter.Findings!.Values.Sum(item => FindingLength + TextsOf(item.Content).Sum(BytesOf));

    private static int LengthOf(GeneralContent general) =>
        GeneralLength
        + LengthOf(general.Summary ?? "")
        + LengthOf(general.Maturity?.Reason ?? "")
        + (general.Confidential ?? []).Sum(word => EntryLength + LengthOf(word))
        + (general.PeopleMet ?? []).Sum(met => EntryLength + LengthOf(met.Function))
        + (general.Verifications ?? []).Sum(verification => EntryLength + LengthOf(verification.Note));

    private static IEnumerable<string> TextsOf(FindingContent content) => [content.Text ?? "", .. content.Evidence, .. content.Sites];

    // As JSON in the row: letters of all scripts as they are, quotes and line ends as two characters, what is rare as six.
    private static int LengthOf(string text) => text.Sum(c =>
        c is '"' or '\\' or '\n' or '\r' or '\t' ? 2
        : c < 128 || char.GetUnicodeCategory(c) is <= UnicodeCategory.OtherNumber or UnicodeCategory.DashPunctuation or UnicodeCategory.OtherPunctuation ? 1
        : 6);

    // On the way to the table, where what is not plain ASCII is escaped.
    private static int BytesOf(string text) => text.Sum(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or ',' or '.' or '-' ? 1 : 6);
}
