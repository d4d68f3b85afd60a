using System.Text.Json;
using System.Text.Json.Serialization;

namespace AsiFunctions.Domain.Assurance.Reports;

/// <summary>How two revisions of a report differ.</summary>
/// <param name="From">The number of the one.</param>
/// <param name="To">The number of the other.</param>
/// <param name="Findings">By criterion; those that are the same are left out.</param>
/// <param name="NonConformances">By number.</param>
/// <param name="General">By field.</param>
public sealed record ReportComparison(
    int From,
    int To,
    IReadOnlyList<ItemDifference<ReportFinding>> Findings,
    IReadOnlyList<ItemDifference<ReportNonConformance>> NonConformances,
    IReadOnlyList<FieldDifference> General)
{
    private static readonly (string Name, Func<AuditReport, object?> Read)[] Fields =
    [
        ("subject", report => report.Subject),
        ("days", report => report.Days),
        ("maturity", report => report.Maturity),
        ("summary", report => report.Summary),
        ("confidential", report => report.Confidential),
        ("peopleMet", report => report.PeopleMet),
        ("verifications", report => report.Verifications),
        ("attachments", report => report.Attachments),
        ("answer", report => report.Answer),
    ];

    private static readonly (string Name, Func<ReportFinding, object?> Read)[] FindingFields =
    [
        ("rating", finding => finding.Rating),
        ("text", finding => finding.Text),
        ("evidence", finding => finding.Evidence),
        ("sites", finding => finding.Sites),
    ];

    private static readonly (string Name, Func<ReportNonConformance, object?> Read)[] NonConformanceFields =
    [
        ("criterion", item => item.Criterion),
        ("grade", item => item.Grade),
        ("critical", item => item.Critical),
        ("statement", item => item.Statement),
        ("sites", item => item.Sites),
        ("plan", item => item.Plan),
    ];

    /// <summary>What was added, removed and changed from one revision to another; in either direction.</summary>
    public static ReportComparison Of(AuditReport from, AuditReport to) => new(
        from.Revision,
        to.Revision,
        Items(from.Findings, to.Findings, finding => finding.Criterion, FindingFields),
        Items(from.NonConformances, to.NonConformances, item => item.Number, NonConformanceFields),
        [
            .. from field in Fields
               let before = field.Read(@from)
               let after = field.Read(to)
               where !Same(before, after)
               select new FieldDifference(field.Name, KindOf(before, after), before, after),
        ]);

    private static ItemDifference<T>[] Items<T, TKey>(
        IReadOnlyList<T> before, IReadOnlyList<T> after, Func<T, TKey> keyOf, (string Name, Func<T, object?> Read)[] fields)
        where T : class
        where TKey : notnull
    {
        Dictionary<TKey, T> earlier = before.ToDictionary(keyOf);
        Dictionary<TKey, T> later = after.ToDictionary(keyOf);

        // In the order of the later one, then what is there no more.
        return
        [
            .. from key in later.Keys.Concat(earlier.Keys.Where(key => !later.ContainsKey(key)))
               let one = earlier.GetValueOrDefault(key)
               let other = later.GetValueOrDefault(key)
               let changed = one is null || other is null
                   ? []
                   : fields.Where(field => !Same(field.Read(one), field.Read(other))).Select(field => field.Name).ToArray()
               where one is null || other is null || changed.Length > 0
               select new ItemDifference<T>(KindOf(one, other), one, other, changed),
        ];
    }

    private static DifferenceKind KindOf(object? before, object? after) =>
        before is null ? DifferenceKind.Added : after is null ? DifferenceKind.Removed : DifferenceKind.Changed;

    // Lists within records are compared by what they hold; 8 days and 8.0 days are the same.
    private static bool Same(object? one, object? other) => Equals(one, other) || JsonSerializer.Serialize(one) == JsonSerializer.Serialize(other);
}

/// <summary>How a finding or a non-conformance differs.</summary>
/// <typeparam name="T">Which of the two.</typeparam>
/// <param name="Kind">Added, removed or changed.</param>
/// <param name="Before">As it was; null where it was added.</param>
/// <param name="After">As it is; null where it was removed.</param>
/// <param name="Fields">What of it changed; empty where it was added or removed.</param>
public sealed record ItemDifference<T>(DifferenceKind Kind, T? Before, T? After, IReadOnlyList<string> Fields)
    where T : class;

/// <summary>How a field of the report as a whole differs.</summary>
/// <param name="Field">Its name.</param>
/// <param name="Kind">Added, removed or changed.</param>
/// <param name="Before">As it was.</param>
/// <param name="After">As it is.</param>
public sealed record FieldDifference(string Field, DifferenceKind Kind, object? Before, object? After);

/// <summary>How something differs.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DifferenceKind>))]
public enum DifferenceKind
{
    /// <summary>It was not there.</summary>
    [JsonStringEnumMemberName("added")]
    Added,

    /// <summary>It is there no more.</summary>
    [JsonStringEnumMemberName("removed")]
    Removed,

    /// <summary>It says something else.</summary>
    [JsonStringEnumMemberName("changed")]
    Changed,
}
