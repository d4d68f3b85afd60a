using System.Text.Json.Serialization;
using AsiFunctions.Domain.Assurance.Appeals;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Time;
using static AsiFunctions.Domain.Certification.Certificates.CertificateRecord;

namespace AsiFunctions.Domain.Certification.Certificates;

/// <summary>A certificate: what was issued, which never changes, and the records of what happened to it since.</summary>
/// <param name="Id">Its number, <c>CRT-…</c>; in the partition of its member.</param>
/// <param name="StepNumber">From 1; see <see cref="ICase"/>.</param>
/// <param name="Member">Whose it is.</param>
/// <param name="MemberName">The member's name at issue.</param>
/// <param name="Scope">What is certified, as it was at issue.</param>
/// <param name="Standard">The standard and version it was audited against.</param>
/// <param name="IssuedAs">The level at issue.</param>
/// <param name="IssuedOn">The first day of validity.</param>
/// <param name="Validity">The last day of validity at issue, and the rule that set it.</param>
/// <param name="CertifiedSince">The first day of the unbroken line of certificates for the scope.</param>
/// <param name="Audit">The audit it rests on.</param>
/// <param name="Assessment">The self-assessment behind it, <c>SAS-…</c>; null where it is not on record.</param>
/// <param name="PerformanceStandardBy">For CoC before PS: the last day for the PS certificate, and the rule that set it; otherwise null.</param>
/// <param name="TakenOver">Why it was entered later than it was issued; null where it was issued here.</param>
/// <param name="IssuedBy">Who issued it, or entered it.</param>
/// <param name="IssuedAt">When that was recorded.</param>
/// <param name="Records">What happened since, in the order in which it was decided.</param>
public sealed record Certificate(
    CaseId Id,
    int StepNumber,
    CaseId Member,
    string MemberName,
    CertifiedScope Scope,
    StandardRef Standard,
    CertificateLevel IssuedAs,
    DateOnly IssuedOn,
    Deadline Validity,
    DateOnly CertifiedSince,
    AuditFindings Audit,
    CaseId? Assessment,
    Deadline? PerformanceStandardBy,
    string? TakenOver,
    Actor IssuedBy,
    DateTimeOffset IssuedAt,
    IReadOnlyList<CertificateRecord> Records) : ICase, IAppealable
{
    /// <summary>The three letters of a certificate's number.</summary>
    public const string Prefix = "CRT";

    /// <summary>
    /// The audit whose oversight released it, and why its level is another than the findings', where it is; null where it was issued by itself.
    /// </summary>
    public CertificateRelease? Released { get; init; }

    /// <summary>
    /// As decided, whatever the date: <c>full</c>, <c>suspended</c>, <c>expired</c> …; for the
    /// status of a day ask <see cref="CertificateStatus.On"/>.
    /// </summary>
    [JsonIgnore]
    public string StateName => End switch
    {
        Expiry when Level is CertificateLevel.Provisional => "lapsed",
        { } end => end.Name,
        null when SuspensionCauses.After(Records).Any => "suspended",
        null => Level is CertificateLevel.Full ? "full" : "provisional",
    };

    /// <summary>The level now.</summary>
    [JsonIgnore]
    public CertificateLevel Level => Records.Any(record => record is Conversion) ? CertificateLevel.Full : IssuedAs;

    /// <summary>The last day of validity now.</summary>
    [JsonIgnore]
    public DateOnly ExpiresOn => Records.LastOrDefault(record => record.SetsExpiry is not null)?.SetsExpiry ?? Validity.On;

    /// <summary>The last audit on record.</summary>
    [JsonIgnore]
    public AuditFindings LatestAudit => Records.OfType<Conversion>().LastOrDefault()?.Audit ?? Audit;

    /// <summary>
    /// The record that ended it, which for records of earlier days may be noted after the end of the validity was; null while it stands, also where
    /// its time is up and nobody has noted it yet.
    /// </summary>
    [JsonIgnore]
    public CertificateRecord? End => Records.LastOrDefault(record => record.IsEnd || record is Restoration) is { IsEnd: true } end ? end : null;

    /// <inheritdoc/>
    public AppealableDecision? AppealableOn(DateOnly today) => CertificateAppeals.Of(this, today);

    /// <summary>As the member's duty counts it.</summary>
    [JsonIgnore]
    public CertificateFacts Facts => new(
        Id,
        Standard,
        Level,
        IssuedOn,
        ExpiresOn,
        End is Withdrawal or Supersession ? End.On : null,
        (End as Supersession)?.Successor,
        End is null && SuspensionCauses.After(Records).Any,
        LatestAudit.Maturity,
        LatestAudit.OnSiteTo,
        LatestAudit.Majors,
        Scope.Key,
        PerformanceStandardBy?.On)
    {
        Covers = [.. Scope.Facilities.Select(facility => facility.Key), .. Scope.Products.Select(product => product.Key)],
    };
}
