using System.Text.Json.Serialization;
using AsiFunctions.Domain.Certification.Standards;

namespace AsiFunctions.Domain.Certification.Certificates;

/// <summary>What an audit found, as far as a certificate depends on it.</summary>
/// <param name="Standard">The version that was audited against.</param>
/// <param name="Type">Why there was an audit.</param>
/// <param name="Firm">The name of the accredited audit firm.</param>
/// <param name="LeadAuditor">The account of who answered for the audit; no name. Null where it is not on record.</param>
/// <param name="OnSiteFrom">The first day on site; null for an audit from a desk.</param>
/// <param name="OnSiteTo">The last day on site; null for an audit from a desk.</param>
/// <param name="EndedOn">The audit's last day.</param>
/// <param name="Maturity">The overall maturity that the auditor gave; null where it is not on record.</param>
/// <param name="Plan">How far the corrective action plan is.</param>
/// <param name="Findings">What is not simply in conformance; ratings of conformance may be among them and change nothing.</param>
public sealed record AuditFindings(
    StandardRef Standard,
    AuditType Type,
    string Firm,
    string? LeadAuditor,
    DateOnly? OnSiteFrom,
    DateOnly? OnSiteTo,
    DateOnly EndedOn,
    Maturity? Maturity,
    CorrectiveActionPlan Plan,
    IReadOnlyList<AuditFinding> Findings)
{
    /// <summary>Major non-conformances.</summary>
    [JsonIgnore]
    public int Majors => Count(Rating.MajorNonConformance);

    /// <summary>Minor non-conformances.</summary>
    [JsonIgnore]
    public int Minors => Count(Rating.MinorNonConformance);

    /// <summary>Interim findings, to be rated once that is possible.</summary>
    [JsonIgnore]
    public int UnableToRate => Count(Rating.UnableToRate);

    private int Count(Rating rating) => Findings.Count(finding => finding.Rating == rating);
}

/// <summary>One finding of an audit.</summary>
/// <param name="Criterion">The criterion or sub-criterion, as the version numbers it; null where only the number of findings is on record.</param>
/// <param name="Rating">How it was rated.</param>
/// <param name="Critical">True in a critical area: of a critical criterion, or a critical breach in the auditor's judgement.</param>
public sealed record AuditFinding(string? Criterion, Rating Rating, bool Critical);

/// <summary>Why there is an audit. Source: ASI's articles of June and December 2021; the follow-up is what turns provisional into full.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AuditType>))]
public enum AuditType
{
    /// <summary>The first of a scope.</summary>
    [JsonStringEnumMemberName("initial")]
    Initial,

    /// <summary>Between two certifications.</summary>
    [JsonStringEnumMemberName("surveillance")]
    Surveillance,

    /// <summary>For the next certificate.</summary>
    [JsonStringEnumMemberName("recertification")]
    Recertification,

    /// <summary>The scope changed.</summary>
    [JsonStringEnumMemberName("scope-change")]
    ScopeChange,

    /// <summary>Whether major non-conformances are closed.</summary>
    [JsonStringEnumMemberName("follow-up")]
    FollowUp,
}

/// <summary>How far the plan is that addresses the root causes of an audit's non-conformances.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CorrectiveActionPlan>))]
public enum CorrectiveActionPlan
{
    /// <summary>There is none.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>The member has written it.</summary>
    [JsonStringEnumMemberName("submitted")]
    Submitted,

    /// <summary>The lead auditor has approved it.</summary>
    [JsonStringEnumMemberName("approved")]
    Approved,
}
