using System.Text.Json.Serialization;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Entities;
using AsiFunctions.Domain.Membership;

namespace AsiFunctions.Domain.Assurance.Accreditation;

/// <summary>
/// What a firm or an auditor is accredited for: each of the activities in each of the countries, against one standard, for some time.
/// </summary>
/// <remarks>Source: ASI's FAQ for auditors and its auditor pages. A row is never removed: an earlier end is recorded with its reason.</remarks>
/// <param name="Key">Names it within the case: <c>A1</c>.</param>
/// <param name="Standard">The standard, in whatever version.</param>
/// <param name="Activities">Supply chain activities. For CoC, what comes after the casthouse is one group; see <see cref="Covers"/>.</param>
/// <param name="Countries">ISO 3166-1 alpha-2, in capitals.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last day; null while none is set. Before <paramref name="From"/> where the scope was taken back before it began.</param>
public sealed record AccreditedScope(
    string Key,
    StandardCode Standard,
    IReadOnlyList<SupplyChainActivity> Activities,
    IReadOnlyList<string> Countries,
    DateOnly From,
    DateOnly? To)
{
    /// <summary>Each setting of an earlier end, in order; empty where it runs as granted.</summary>
    public IReadOnlyList<ScopeEnd> Ends { get; init; } = [];

    /// <summary>Why it ends earlier than it was granted; null where it does not.</summary>
    [JsonIgnore]
    public string? EndReason => Ends.Count > 0 ? Ends[^1].Reason : null;

    /// <summary>True on every day from the first to the last.</summary>
    public bool IsInForceOn(DateOnly day) => From <= day && (To is null || day <= To);

    /// <summary>
    /// True for an activity of the scope. Against the CoC Standard any activity after the casthouse stands for all of them ("Post-casthouse").
    /// </summary>
    public bool Covers(SupplyChainActivity activity) => Activities.Contains(activity)
        || (Standard is StandardCode.ChainOfCustody && IsPostCasthouse(activity) && Activities.Any(IsPostCasthouse));

    /// <summary>The activities as a scope against a standard has them: for CoC all after the casthouse, where any of them is.</summary>
    internal static IReadOnlyList<SupplyChainActivity> Grouped(StandardCode standard, IReadOnlyList<SupplyChainActivity> activities) =>
        standard is StandardCode.ChainOfCustody && activities.Any(IsPostCasthouse)
            ? [.. SupplyChainActivities.All.Where(activity => activities.Contains(activity) || IsPostCasthouse(activity))]
            : [.. activities.Order()];

    private static bool IsPostCasthouse(SupplyChainActivity activity) => ChainOfCustodyRules.IsPostCasthouseOnly([activity]);
}

/// <summary>A scope's end was set to an earlier day.</summary>
/// <param name="Before">The last day until then; null where there was none.</param>
/// <param name="To">The last day now.</param>
/// <param name="Reason">Why.</param>
/// <param name="By">Who decided.</param>
/// <param name="At">When.</param>
public sealed record ScopeEnd(DateOnly? Before, DateOnly To, string Reason, Actor By, DateTimeOffset At);

/// <summary>A scope that is asked for.</summary>
/// <param name="Standard">The standard.</param>
/// <param name="Activities">At least one.</param>
/// <param name="Countries">At least one, ISO 3166-1 alpha-2 in capitals.</param>
/// <param name="From">The first day; null: today.</param>
/// <param name="To">The last day; null: none is set.</param>
public sealed record ScopeGrant(
    StandardCode Standard,
    IReadOnlyList<SupplyChainActivity> Activities,
    IReadOnlyList<string> Countries,
    DateOnly? From = null,
    DateOnly? To = null);
