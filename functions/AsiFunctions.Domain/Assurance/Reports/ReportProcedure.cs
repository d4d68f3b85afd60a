using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Standards;

namespace AsiFunctions.Domain.Assurance.Reports;

/// <summary>A change of one item of a draft.</summary>
/// <typeparam name="TContent">What it says.</typeparam>
/// <param name="By">Who changes it.</param>
/// <param name="Content">The item, whole.</param>
/// <param name="IfVersion">The version of the item that they saw; null where any will do.</param>
public sealed record DraftChange<TContent>(Actor By, TContent Content, int? IfVersion);

/// <summary>What happens to the draft of a report. What happens to the report as a whole is in the other part.</summary>
/// <remarks>Autosaves write no timeline line: there are hundreds, and who changed an item last stands beside it.</remarks>
public static partial class ReportProcedure
{
    /// <summary>The code of a refusal where the item says what is stored already.</summary>
    public const string Unchanged = "unchanged";

    /// <summary>The code of a refusal where the item is at another version than the caller saw.</summary>
    public const string Stale = "stale";

    /// <summary>The code of a refusal where the version has no such criterion, or it does not apply to the scope.</summary>
    public const string NoSuchCriterion = "no-such-criterion";

    /// <summary>The code of a refusal where a non-conformance names such a criterion.</summary>
    public const string CriterionNotOffered = "criterion-not-offered";

    /// <summary>The code of a refusal where a site is not among those of the audit.</summary>
    public const string NoSuchSite = "no-such-site";

    /// <summary>The code of a refusal where there is no such non-conformance or attachment.</summary>
    public const string NoSuchItem = "no-such-item";

    /// <summary>The code of a refusal where texts are too long together.</summary>
    public const string TooMuchText = "too-much-text";

    /// <summary>
    /// The code of a refusal where the texts are not those that the report knows of: they were read before or after somebody else's decision.
    /// </summary>
    public const string ReadAgain = "read-again";

    /// <summary>Saves the finding of one criterion.</summary>
    /// <param name="file">The report as stored.</param>
    /// <param name="chapter">The findings of the criterion's chapter; null where there are none.</param>
    /// <param name="version">The version that is audited against.</param>
    /// <param name="criterion">The criterion.</param>
    /// <param name="change">The finding.</param>
    /// <param name="now">The instant.</param>
    public static Decision<AuditReportFile> SaveFinding(
        AuditReportFile file, ReportPart? chapter, StandardVersion version, string criterion, DraftChange<FindingContent> change, DateTimeOffset now)
    {
        DraftItem<FindingContent>? before = chapter?.Finding(criterion);
        bool same = change.Content.SaysTheSameAs(before?.Content ?? FindingContent.Nothing);
        if (Shut(file) is { } shut)
        {
            return shut;
        }

        if (file.Criteria(version).All(applicable => applicable.Key != criterion))
        {
            return Refuse(NoSuchCriterion, "No such criterion applies to this scope.");
        }

        string item = ReportItems.Finding(criterion);
        if (Refused(file, item, before?.Version ?? 0, same, change.IfVersion) is { } refused)
        {
            return refused;
        }

        if (UnknownSite(file, change.Content.Sites) is { } unknown)
        {
            return unknown;
        }

        if (before is null
            && file.Versions.Keys.Count(key => key.StartsWith(ReportItems.FindingPrefix, StringComparison.Ordinal)) >= ReportLimits.Findings)
        {
            return Refuse("too-many", $"A report takes at most {ReportLimits.Findings} findings.");
        }

        ReportPart after = (chapter ?? ReportPart.NoFindings).With(criterion, Next(before, change, now));
        return ReportLimits.FitsRow(after)
            ? Saved(file, item, (before?.Version ?? 0) + 1, new CasePart(ReportPart.OfFinding(criterion), after))
            : TooMuch;
    }

    /// <summary>
    /// Saves the findings of many criteria, all or none. The rows were checked by <see cref="FindingImport"/> against the same draft.
    /// </summary>
    /// <param name="draft">The draft as stored.</param>
    /// <param name="changes">By criterion.</param>
    /// <param name="now">The instant.</param>
    public static Decision<AuditReportFile> Import(
        ReportDraft draft, IReadOnlyDictionary<string, DraftChange<FindingContent>> changes, DateTimeOffset now)
    {
        AuditReportFile file = draft.File;
        if (Shut(file) is { } shut)
        {
            return shut;
        }

        if (changes.Count == 0)
        {
            return Refuse(Unchanged, "All findings are written like that already.");
        }

        Dictionary<string, int> versions = new(file.Versions, StringComparer.Ordinal);
        Dictionary<string, ReportPart> chapters = draft.Findings
            .GroupBy(entry => ReportPart.OfFinding(entry.Key), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => new ReportPart(group.ToDictionary(StringComparer.Ordinal)), StringComparer.Ordinal);
        HashSet<string> changed = new(StringComparer.Ordinal);
        foreach ((string criterion, DraftChange<FindingContent> change) in changes)
        {
            DraftItem<FindingContent> item = Next(draft.Findings.GetValueOrDefault(criterion), change, now);
            string part = ReportPart.OfFinding(criterion);
            chapters[part] = chapters.GetValueOrDefault(part, ReportPart.NoFindings).With(criterion, item);
            versions[ReportItems.Finding(criterion)] = item.Version;
            changed.Add(part);
        }

        ReportPart[] written = [.. changed.Select(name => chapters[name])];
        return Array.TrueForAll(written, ReportLimits.FitsRow) && ReportLimits.FitTransaction(written)
            ? new Decision<AuditReportFile>.Accepted(
                file with { Versions = versions }, [new CaseEvent("findings-imported", changes.Values.First().By)], [])
            {
                Parts = [.. changed.Order(StringComparer.Ordinal).Select(name => new CasePart(name, chapters[name]))],
            }
            : Refuse(TooMuchText, "The findings are too long to be taken in at once. Shorten some, or import one principle after the other.");
    }

    /// <summary>Adds a non-conformance, with the next number.</summary>
    /// <param name="file">The report as stored.</param>
    /// <param name="version">The version that is audited against.</param>
    /// <param name="content">What it says so far.</param>
    /// <param name="by">Who adds it.</param>
    /// <param name="request">The request, where it bore a key.</param>
    /// <param name="now">The instant.</param>
    public static Decision<AuditReportFile> AddNonConformance(
        AuditReportFile file, StandardVersion version, NonConformanceContent content, Actor by, string? request, DateTimeOffset now)
    {
        if ((Shut(file) ?? Unfitting(file, version, content)) is { } refused)
        {
            return refused;
        }

        if (file.Versions.Keys.Count(key => key.StartsWith(ReportItems.NonConformancePrefix, StringComparison.Ordinal)) >= ReportLimits.NonConformances)
        {
            return Refuse("too-many", $"A report takes at most {ReportLimits.NonConformances} non-conformances.");
        }

        int number = file.LastNonConformance + 1;
        DraftItem<NonConformanceContent> item = new(Version: 1, content, by.Id, now, request);
        return Saved(
            file with { LastNonConformance = number },
            ReportItems.NonConformance(number),
            item.Version,
            new CasePart(ReportPart.OfNonConformance(number), new ReportPart(NonConformance: item)));
    }

    /// <summary>Saves a non-conformance.</summary>
    /// <param name="file">The report as stored.</param>
    /// <param name="part">Its part; null where there is none.</param>
    /// <param name="version">The version that is audited against.</param>
    /// <param name="number">Which one.</param>
    /// <param name="change">What it says.</param>
    /// <param name="now">The instant.</param>
    public static Decision<AuditReportFile> SaveNonConformance(
        AuditReportFile file, ReportPart? part, StandardVersion version, int number, DraftChange<NonConformanceContent> change, DateTimeOffset now)
    {
        string item = ReportItems.NonConformance(number);
        if (Shut(file) is { } shut)
        {
            return shut;
        }

        if (file.VersionOf(item) == 0 || part?.NonConformance is not { } before)
        {
            return NotThere;
        }

        return Refused(file, item, before.Version, change.Content.SaysTheSameAs(before.Content), change.IfVersion)
            ?? Unfitting(file, version, change.Content)
            ?? Saved(
                file,
                item,
                before.Version + 1,
                new CasePart(ReportPart.OfNonConformance(number), new ReportPart(NonConformance: Next(before, change, now))));
    }

    /// <summary>Removes a non-conformance from the draft; its number is not given again.</summary>
    /// <param name="file">The report as stored.</param>
    /// <param name="part">Its part; null where there is none.</param>
    /// <param name="number">Which one.</param>
    /// <param name="by">Who removes it.</param>
    /// <param name="ifVersion">The version that they saw; null where any will do.</param>
    /// <param name="now">The instant.</param>
    public static Decision<AuditReportFile> RemoveNonConformance(
        AuditReportFile file, ReportPart? part, int number, Actor by, int? ifVersion, DateTimeOffset now)
    {
        string item = ReportItems.NonConformance(number);
        if (Shut(file) is { } shut)
        {
            return shut;
        }

        if (file.VersionOf(item) == 0 || part?.NonConformance is not { } before)
        {
            return NotThere;
        }

        if (Refused(file, item, before.Version, same: false, ifVersion) is { } refused)
        {
            return refused;
        }

        // The part's row stays, without its text: a decision replaces parts and deletes none.
        DraftItem<NonConformanceContent> blank = new(before.Version + 1, new NonConformanceContent(), by.Id, now);
        Dictionary<string, int> versions = new(file.Versions, StringComparer.Ordinal);
        versions.Remove(item);
        return new Decision<AuditReportFile>.Accepted(file with { Versions = versions }, [], [])
        {
            Parts = [new CasePart(ReportPart.OfNonConformance(number), new ReportPart(NonConformance: blank))],
        };
    }

    /// <summary>Saves the general part.</summary>
    /// <param name="file">The report as stored.</param>
    /// <param name="part">Its part; null where there is none.</param>
    /// <param name="change">What it says.</param>
    /// <param name="now">The instant.</param>
    public static Decision<AuditReportFile> SaveGeneral(
        AuditReportFile file, ReportPart? part, DraftChange<GeneralContent> change, DateTimeOffset now)
    {
        DraftItem<GeneralContent>? before = part?.General;
        bool same = change.Content.SaysTheSameAs(before?.Content ?? GeneralContent.Nothing);
        if ((Shut(file) ?? Refused(file, ReportItems.General, before?.Version ?? 0, same, change.IfVersion)) is { } refused)
        {
            return refused;
        }

        DraftItem<GeneralContent> after = Next(before, change, now);
        return ReportLimits.FitsRow(change.Content)
            ? Saved(file, ReportItems.General, after.Version, new CasePart(ReportPart.GeneralName, new ReportPart(General: after)))
            : TooMuch;
    }

    private static Decision<AuditReportFile>.Refused? Refused(AuditReportFile file, string item, int stored, bool same, int? ifVersion)
    {
        if (stored != file.VersionOf(item))
        {
            return Refuse(ReadAgain, "The report changed meanwhile.");
        }

        if (same)
        {
            return Refuse(Unchanged, "It is written like that already.");
        }

        return ifVersion is { } seen && seen != stored ? Refuse(Stale, "A colleague has changed this since you read it.") : null;
    }

    private static Decision<AuditReportFile>? Unfitting(AuditReportFile file, StandardVersion version, NonConformanceContent content) =>
        content.Criterion is { } criterion && file.Criteria(version).All(applicable => applicable.Key != criterion)
            ? Refuse(CriterionNotOffered, $"{criterion} does not apply to this scope.")
            : UnknownSite(file, content.Sites ?? []);

    private static Decision<AuditReportFile>.Refused? UnknownSite(AuditReportFile file, IReadOnlyList<string> sites) =>
        sites.FirstOrDefault(site => file.Subject.Sites.All(known => known.Key != site)) is { } unknown
            ? Refuse(NoSuchSite, $"{unknown} is no site of this audit.")
            : null;

    private static DraftItem<TContent> Next<TContent>(DraftItem<TContent>? before, DraftChange<TContent> change, DateTimeOffset now) =>
        new((before?.Version ?? 0) + 1, change.Content, change.By.Id, now, before?.Request);

    private static Decision<AuditReportFile>.Accepted Saved(AuditReportFile file, string item, int version, CasePart part) =>
        new(file with { Versions = new Dictionary<string, int>(file.Versions, StringComparer.Ordinal) { [item] = version } }, [], [])
        {
            Parts =
            [part]
        };

    private static Decision<AuditReportFile>.Refused? Shut(AuditReportFile file) => file.State switch
    {
        ReportState.Drafting => null,
        ReportState.Submitted => Refuse("submitted", "The report is submitted and does not change, unless ASI asks for a clarification."),
        _ => Refuse("closed", "The audit is decided or called off; its report does not change any more."),
    };

    private static Decision<AuditReportFile>.Refused NotThere { get; } = Refuse(NoSuchItem, "There is nothing of that number in the draft.");

    private static Decision<AuditReportFile>.Refused TooMuch { get; } = Refuse(
        TooMuchText, "The texts of this part are too long together. Shorten this one, or put it into a document and attach that.");

    private static Decision<AuditReportFile>.Refused Refuse(string code, string message) => new(code, message);
}
