using System.Globalization;
using AsiFunctions.Domain.Assurance.NonConformances;
using AsiFunctions.Domain.Certification.Standards;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Forms.Questions;

namespace AsiFunctions.Domain.Assurance.Reports;

/// <summary>What each item of a draft has to be, however far it is. What submitting needs besides is said by <see cref="ReportChecks"/>.</summary>
public static class DraftChecks
{
    private const int LongestKey = 40;

    /// <summary>The finding as it is stored: without blanks around the texts, nothing for an empty text.</summary>
    public static FindingContent Tidy(Rating? rating, string? text, IReadOnlyList<string?>? evidence, IReadOnlyList<string?>? sites) =>
        new(rating, Words(text), Lines(evidence), Lines(sites));

    /// <summary>The non-conformance as it is stored.</summary>
    public static NonConformanceContent Tidy(NonConformanceContent sent)
    {
        DraftPlan plan = sent.Plan is { } p ? p with { RootCause = Words(p.RootCause), Action = Words(p.Action) } : new DraftPlan();
        return sent with
        {
            Criterion = Words(sent.Criterion),
            Statement = Words(sent.Statement),
            Sites = Lines(sent.Sites),
            Plan = plan == new DraftPlan() ? null : plan,
        };
    }

    /// <summary>The general part as it is stored. Call it once <see cref="Check(GeneralContent)"/> found nothing.</summary>
    public static GeneralContent Tidy(GeneralContent sent) => sent with
    {
        Maturity = sent.Maturity is { } maturity ? maturity with { Reason = Words(maturity.Reason) } : null,
        Summary = Words(sent.Summary),
        Confidential = Lines(sent.Confidential),
        PeopleMet = [.. (sent.PeopleMet ?? []).Select(met => met with { Function = met.Function.Trim() })],
        Verifications = [.. (sent.Verifications ?? []).Select(verification => verification with { Note = verification.Note.Trim() })],
    };

    /// <summary>What is wrong with a finding.</summary>
    public static IReadOnlyList<Fault> Check(FindingContent content) =>
    [
        .. Text(content.Text, "/text", ReportLimits.Text),
        .. Many(content.Evidence, "/evidence", ReportLimits.Evidence, "lines of evidence"),
        .. content.Evidence.SelectMany((line, i) => Line(line, At("/evidence", i))),
        .. Sites(content.Sites),
    ];

    /// <summary>What is wrong with a non-conformance.</summary>
    public static IReadOnlyList<Fault> Check(NonConformanceContent content) =>
    [
        .. content.Criterion is { } key && !CriterionKeys.IsKey(key)
            ? [new Fault("/criterion", FaultCodes.Malformed, "A criterion is named by its number, such as 1.1.")]
            : (Fault[])[],
        .. Text(content.Statement, "/statement", ReportLimits.Text),
        .. Sites(content.Sites ?? []),
        .. Text(content.Plan?.RootCause, "/plan/rootCause", ReportLimits.Text),
        .. Text(content.Plan?.Action, "/plan/action", ReportLimits.Text),
    ];

    /// <summary>What is wrong with the general part.</summary>
    public static IReadOnlyList<Fault> Check(GeneralContent content) =>
    [
        .. Days(content.Days?.OnSiteDays, "/days/onSiteDays"),
        .. Days(content.Days?.RemoteDays, "/days/remoteDays"),
        .. Text(content.Maturity?.Reason, "/maturity/reason", ReportLimits.Text),
        .. Text(content.Summary, "/summary", ReportLimits.Summary),
        .. Many(content.Confidential, "/confidential", ReportLimits.Entries, "words"),
        .. (content.Confidential ?? []).SelectMany((word, i) => Line(word, At("/confidential", i))),
        .. Many(content.PeopleMet, "/peopleMet", ReportLimits.Entries, "groups of people"),
        .. (content.PeopleMet ?? []).SelectMany((met, i) => Met(met, At("/peopleMet", i))),
        .. Many(content.Verifications, "/verifications", ReportLimits.Entries, "verifications"),
        .. (content.Verifications ?? []).SelectMany((verification, i) => Verified(verification, At("/verifications", i))),
    ];

    /// <summary>What is wrong with a text of a person's own words.</summary>
    /// <param name="text">As sent.</param>
    /// <param name="pointer">The member of the body.</param>
    /// <param name="limit">Characters, at most.</param>
    internal static IEnumerable<Fault> Text(string? text, string pointer, int limit)
    {
        if (text?.Length > limit)
        {
            yield return new Fault(pointer, FaultCodes.TooLong, $"Please use at most {limit} characters, or attach a document.");
        }
        else if (text is not null && !PlainText.IsPlain(text, allowLines: true))
        {
            yield return new Fault(pointer, FaultCodes.ControlCharacter, "The text holds a control character; please type it again.");
        }
    }

    /// <summary>A person's own words, without blanks around them; null where nothing was said.</summary>
    internal static string? Words(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string[] Lines(IReadOnlyList<string?>? lines) => [.. (lines ?? []).Select(Words).OfType<string>()];

    private static IEnumerable<Fault> Many<T>(IReadOnlyList<T>? list, string pointer, int limit, string what) => list?.Count > limit
        ? [new Fault(pointer, FaultCodes.TooLong, $"At most {limit} {what}.")]
        : [];

    // Annotations do not keep a null out of a list that was read from JSON.
    private static IEnumerable<Fault> Line(string? line, string pointer)
    {
        if (line is null)
        {
            yield return new Fault(pointer, FaultCodes.Required, "Write a line, or leave it out.");
        }
        else if (line.Length > ReportLimits.Line)
        {
            yield return new Fault(pointer, FaultCodes.TooLong, $"Please use at most {ReportLimits.Line} characters in a line.");
        }
        else if (!PlainText.IsPlain(line, allowLines: false))
        {
            yield return new Fault(pointer, FaultCodes.ControlCharacter, "The line holds a line break or control character; please type it again.");
        }
    }

    private static IEnumerable<Fault> Sites(IReadOnlyList<string> sites)
    {
        if (sites.Count > ReportLimits.Sites)
        {
            yield return new Fault("/sites", FaultCodes.TooLong, $"At most {ReportLimits.Sites} sites.");
        }
        else if (sites.Any(site => site.Length > LongestKey || !site.All(char.IsAsciiLetterOrDigit)))
        {
            yield return new Fault("/sites", FaultCodes.Malformed, "A site is named by its key, such as F1.");
        }
        else if (sites.Distinct(StringComparer.Ordinal).Count() < sites.Count)
        {
            yield return new Fault("/sites", FaultCodes.Doubled, "Name each site once.");
        }
    }

    private static IEnumerable<Fault> Days(decimal? days, string pointer) =>
        days is < 0 or > ReportLimits.Days || days * 2 % 1 is not (null or 0)
            ? [new Fault(pointer, FaultCodes.OutOfRange, $"Days are given in halves, from 0 to {ReportLimits.Days}.")]
            : [];

    private static IEnumerable<Fault> Met(PersonMet? met, string pointer) => met is null
        ? [new Fault(pointer, FaultCodes.Required, "Say who was met.")]
        :
        [
            .. string.IsNullOrWhiteSpace(met.Function)
                ? [new Fault($"{pointer}/function", FaultCodes.Required, "Say what they do, such as shift supervisor; no names.")]
                : Line(met.Function, $"{pointer}/function"),
            .. met.Count is < 1 or > 10_000 ? [new Fault($"{pointer}/count", FaultCodes.OutOfRange, "At least one was met.")] : (Fault[])[],
        ];

    private static IEnumerable<Fault> Verified(Verification? verification, string pointer) => verification is null
        ? [new Fault(pointer, FaultCodes.Required, "Say which non-conformance was verified.")]
        :
        [
            .. verification.NonConformance.Prefix != NonConformance.Prefix
                ? [new Fault($"{pointer}/nonConformance", FaultCodes.Malformed, "An earlier non-conformance is named by its reference, NCN-….")]
                : (Fault[])[],
            .. Text(verification.Note, $"{pointer}/note", ReportLimits.Text),
        ];

    private static string At(string list, int place) => string.Create(CultureInfo.InvariantCulture, $"{list}/{place}");
}
