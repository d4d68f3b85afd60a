using System.Text.Json.Serialization;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Time;

namespace AsiFunctions.Domain.Certification;

/// <summary>The two levels of a certificate.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CertificateLevel>))]
public enum CertificateLevel
{
    /// <summary>Three years.</summary>
    [JsonStringEnumMemberName("full")]
    Full,

    /// <summary>One year, to become full or lapse.</summary>
    [JsonStringEnumMemberName("provisional")]
    Provisional,
}

/// <summary>A certificate as its member's duty counts it; told at its issue and at each change.</summary>
/// <param name="Id">The certificate, <c>CRT-…</c>.</param>
/// <param name="Standard">The standard and version it was audited against.</param>
/// <param name="Level">Full or provisional, now.</param>
/// <param name="IssuedOn">The first day of its validity.</param>
/// <param name="ExpiresOn">The last day of its validity, extensions included.</param>
/// <param name="EndedOn">The day on which it was withdrawn, superseded or converted into another; null while it stands.</param>
/// <param name="SupersededBy">The certificate that took its place; null where none did.</param>
/// <param name="Suspended">True while it is suspended.</param>
/// <param name="Maturity">What the auditor gave; null where it is not on record.</param>
/// <param name="OnSiteEndedOn">The last day of the audit's on-site part; null where it is not on record.</param>
/// <param name="Majors">Major non-conformances found in its audit.</param>
/// <param name="Scope">The certification scope's key within the member's register: <c>S1</c>; null
/// for certificates taken over from earlier records.</param>
/// <param name="PerformanceStandardBy">For a CoC certificate that came before its PS certificate: the last day for that; otherwise null.</param>
public sealed record CertificateFacts(
    CaseId Id,
    StandardRef Standard,
    CertificateLevel Level,
    DateOnly IssuedOn,
    DateOnly ExpiresOn,
    DateOnly? EndedOn,
    CaseId? SupersededBy,
    bool Suspended,
    Maturity? Maturity,
    DateOnly? OnSiteEndedOn,
    int Majors,
    string? Scope,
    DateOnly? PerformanceStandardBy)
{
    /// <summary>
    /// Keys of the facilities and products in it (<c>F1</c>, <c>P2</c>), by which a CoC certificate and its PS certificate are matched.
    /// </summary>
    public IReadOnlyList<string> Covers { get; init; } = [];

    /// <summary>The last day on which it counts: its expiry, or the day on which it ended before.</summary>
    [JsonIgnore]
    public DateOnly CoveredUntil => EndedOn is { } ended && ended < ExpiresOn ? ended : ExpiresOn;
}

/// <summary>What a certificate tells its member's duty.</summary>
/// <param name="Certificate">The certificate as it is now.</param>
/// <param name="By">Who issued or changed it.</param>
public sealed record CertificateNews(CertificateFacts Certificate, Actor By) : ICaseNews;

/// <summary>How far a member is on its way to a certificate; decides what its reminders say.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CertificationProgress>))]
public enum CertificationProgress
{
    /// <summary>No self-assessment was submitted yet.</summary>
    [JsonStringEnumMemberName("no-self-assessment")]
    NoSelfAssessment,

    /// <summary>A self-assessment was submitted.</summary>
    [JsonStringEnumMemberName("self-assessment-submitted")]
    SelfAssessmentSubmitted,

    /// <summary>An audit has a date.</summary>
    [JsonStringEnumMemberName("audit-scheduled")]
    AuditScheduled,

    /// <summary>The Secretariat reviews the audit report.</summary>
    [JsonStringEnumMemberName("report-in-oversight")]
    ReportInOversight,
}

/// <summary>What a self-assessment, and later an audit, tells its member's duty.</summary>
/// <param name="Progress">How far the member is now; it may be a step back, where an audit is called off.</param>
/// <param name="On">Since when.</param>
/// <param name="Source">The case that says so; null where the Secretariat does.</param>
/// <param name="By">Who did it.</param>
public sealed record ProgressNews(CertificationProgress Progress, DateOnly On, CaseId? Source, Actor By) : ICaseNews;

/// <summary>What an audit's findings tell the duty: major non-conformances ask for a plan, and for closure.</summary>
/// <param name="Source">The audit; null where the Secretariat says so.</param>
/// <param name="OnSiteEndedOn">The last day of the audit's on-site part.</param>
/// <param name="Majors">How many major non-conformances there are, 1 or more.</param>
/// <param name="By">Who recorded it.</param>
public sealed record FindingsNews(CaseId? Source, DateOnly OnSiteEndedOn, int Majors, Actor By) : ICaseNews;

/// <summary>What the duty tells a CoC certificate that came before its PS certificate, when that did not follow in time: it is suspended.</summary>
/// <param name="Due">The day that has passed.</param>
public sealed record PerformanceStandardMissed(Deadline Due) : ICaseNews;

/// <summary>What the duty tells that CoC certificate when the PS certificate followed after all: its suspension is lifted.</summary>
public sealed record PerformanceStandardFollowed : ICaseNews;

/// <summary>What an audit or a non-conformance tells the duty: something due beside the certificate is done.</summary>
/// <param name="Kind">What was due.</param>
/// <param name="Source">The certificate or the audit that it was due for.</param>
/// <param name="On">When it was done.</param>
/// <param name="By">Who did it.</param>
/// <param name="Note">What did it: a case's reference.</param>
public sealed record ObligationMet(Duties.ObligationKind Kind, CaseId Source, DateOnly On, Actor By, string Note) : ICaseNews;
