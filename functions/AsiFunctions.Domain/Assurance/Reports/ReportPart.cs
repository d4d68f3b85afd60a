using System.Globalization;
using AsiFunctions.Domain.Certification.Standards;

namespace AsiFunctions.Domain.Assurance.Reports;

/// <summary>A part of a report's draft, of which one member is set: the findings of a chapter, one non-conformance, or the general part.</summary>
/// <remarks>One type for all, so that a draft is read whole by one range read.</remarks>
/// <param name="Findings">The findings of a chapter, by criterion.</param>
/// <param name="NonConformance">One non-conformance.</param>
/// <param name="General">What concerns the report as a whole.</param>
public sealed record ReportPart(
    IReadOnlyDictionary<string, DraftItem<FindingContent>>? Findings = null,
    DraftItem<NonConformanceContent>? NonConformance = null,
    DraftItem<GeneralContent>? General = null)
{
    /// <summary>The name of the general part.</summary>
    public const string GeneralName = "general";

    private const string FindingsPrefix = "findings-";
    private const string NonConformancePrefix = "non-conformance-";

    /// <summary>A chapter without findings.</summary>
    public static ReportPart NoFindings { get; } = new(new Dictionary<string, DraftItem<FindingContent>>(StringComparer.Ordinal));

    /// <summary>The name of the part that holds a criterion's finding.</summary>
    public static string OfFinding(string criterion) => FindingsPrefix + CriterionKeys.ChapterOf(criterion);

    /// <summary>The name of the part that holds a non-conformance.</summary>
    public static string OfNonConformance(int number) => string.Create(CultureInfo.InvariantCulture, $"{NonConformancePrefix}{number:D4}");

    /// <summary>The number of the non-conformance that a part holds; null for another part.</summary>
    public static int? NumberOf(string part) => part.StartsWith(NonConformancePrefix, StringComparison.Ordinal)
        ? int.Parse(part.AsSpan(NonConformancePrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture)
        : null;

    /// <summary>The finding of a criterion; null where there is none.</summary>
    public DraftItem<FindingContent>? Finding(string criterion) => Findings?.GetValueOrDefault(criterion);

    /// <summary>The chapter with this finding in place of the one before.</summary>
    public ReportPart With(string criterion, DraftItem<FindingContent> finding) =>
        new(new Dictionary<string, DraftItem<FindingContent>>(Findings ?? NoFindings.Findings!, StringComparer.Ordinal) { [criterion] = finding });
}

/// <summary>Something in a draft that is saved by itself.</summary>
/// <typeparam name="TContent">What it says.</typeparam>
/// <param name="Version">How often it changed, from 1; its ETag.</param>
/// <param name="Content">What it says.</param>
/// <param name="ChangedBy">The account that changed it last.</param>
/// <param name="ChangedAt">When.</param>
/// <param name="Request">The request that added it, where that bore a key.</param>
public sealed record DraftItem<TContent>(int Version, TContent Content, string ChangedBy, DateTimeOffset ChangedAt, string? Request = null);

/// <summary>How the items of a draft are named: in the report's row, and in what is told of gaps.</summary>
public static class ReportItems
{
    /// <summary>What concerns the report as a whole.</summary>
    public const string General = "general";

    /// <summary>What the names of findings begin with.</summary>
    public const string FindingPrefix = "findings/";

    /// <summary>What the names of non-conformances begin with.</summary>
    public const string NonConformancePrefix = "non-conformances/";

    /// <summary>The finding of a criterion.</summary>
    public static string Finding(string criterion) => FindingPrefix + criterion;

    /// <summary>A non-conformance.</summary>
    public static string NonConformance(int number) => string.Create(CultureInfo.InvariantCulture, $"{NonConformancePrefix}{number}");
}
