using System.Text.Json.Serialization;
using AsiFunctions.Cases;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Time;

namespace AsiFunctions.Certification.Certificates;

/// <summary>A certificate with all that happened to it, for its member and for ASI's staff.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Version">How many decisions its record has seen; the ETag. Null where the answer carries it elsewhere.</param>
/// <param name="Member">Whose it is.</param>
/// <param name="MemberName">The member's name at issue.</param>
/// <param name="Standard">The standard and version.</param>
/// <param name="Status">What it is on <paramref name="AsOf"/>.</param>
/// <param name="StatusSince">Since when.</param>
/// <param name="Level">The level now.</param>
/// <param name="IssuedAs">The level at issue.</param>
/// <param name="IssuedOn">The first day of validity.</param>
/// <param name="Validity">The last day of validity at issue, and the rule that set it.</param>
/// <param name="ExpiresOn">The last day of validity now.</param>
/// <param name="CertifiedSince">The first day of the unbroken line of certificates for the scope.</param>
/// <param name="Scope">What is certified.</param>
/// <param name="Assessment">The self-assessment behind it.</param>
/// <param name="Audit">The audit it rests on.</param>
/// <param name="PerformanceStandardBy">For CoC before PS: the last day for the PS certificate.</param>
/// <param name="TakenOver">Why it was entered later than it was issued.</param>
/// <param name="IssuedBy">Who issued it, or entered it; to ASI only.</param>
/// <param name="IssuedAt">When that was recorded.</param>
/// <param name="Records">What happened since, in order.</param>
/// <param name="AsOf">The day of the answer, UTC.</param>
public sealed record CertificateView(
    CaseId Number,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Version,
    CaseId Member,
    string MemberName,
    StandardRef Standard,
    CertificateState Status,
    DateOnly StatusSince,
    CertificateLevel Level,
    CertificateLevel IssuedAs,
    DateOnly IssuedOn,
    Deadline Validity,
    DateOnly ExpiresOn,
    DateOnly CertifiedSince,
    CertifiedScope Scope,
    CaseId? Assessment,
    AuditView Audit,
    Deadline? PerformanceStandardBy,
    string? TakenOver,
    string? IssuedBy,
    DateTimeOffset IssuedAt,
    IReadOnlyList<RecordView> Records,
    DateOnly AsOf)
{
    /// <summary>What is shown of a certificate; ASI's people are named to ASI only.</summary>
    public static CertificateView Of(Certificate certificate, int? version, DateOnly today, CaseAudience audience)
    {
        CertificateStatus status = CertificateStatus.On(certificate, today);
        return new CertificateView(
            certificate.Id,
            version,
            certificate.Member,
            certificate.MemberName,
            certificate.Standard,
            status.State,
            status.Since,
            certificate.Level,
            certificate.IssuedAs,
            certificate.IssuedOn,
            certificate.Validity,
            certificate.ExpiresOn,
            certificate.CertifiedSince,
            certificate.Scope,
            certificate.Assessment,
            AuditView.Of(certificate.Audit, audience),
            certificate.PerformanceStandardBy,
            certificate.TakenOver,
            audience is CaseAudience.Staff ? certificate.IssuedBy.Name : null,
            certificate.IssuedAt,
            [.. certificate.Records.Select(record => RecordView.Of(record, audience))],
            today);
    }
}

/// <summary>An audit as a certificate's readers see it.</summary>
/// <param name="Type">Why there was an audit.</param>
/// <param name="Firm">The audit firm.</param>
/// <param name="LeadAuditor">The lead auditor's account; to ASI only.</param>
/// <param name="OnSiteFrom">The first day on site.</param>
/// <param name="OnSiteTo">The last day on site.</param>
/// <param name="EndedOn">The last day.</param>
/// <param name="Maturity">The overall maturity.</param>
/// <param name="CorrectiveActionPlan">How far the plan is.</param>
/// <param name="Majors">Major non-conformances.</param>
/// <param name="Minors">Minor non-conformances.</param>
/// <param name="UnableToRate">Interim findings, to be rated once that is possible.</param>
/// <param name="Findings">The findings.</param>
public sealed record AuditView(
    AuditType Type,
    string Firm,
    string? LeadAuditor,
    DateOnly? OnSiteFrom,
    DateOnly? OnSiteTo,
    DateOnly EndedOn,
    Maturity? Maturity,
    CorrectiveActionPlan CorrectiveActionPlan,
    int Majors,
    int Minors,
    int UnableToRate,
    IReadOnlyList<AuditFinding> Findings)
{
    /// <summary>What is shown of an audit.</summary>
    public static AuditView Of(AuditFindings audit, CaseAudience audience) => new(
        audit.Type,
        audit.Firm,
        audience is CaseAudience.Staff ? audit.LeadAuditor : null,
        audit.OnSiteFrom,
        audit.OnSiteTo,
        audit.EndedOn,
        audit.Maturity,
        audit.Plan,
        audit.Majors,
        audit.Minors,
        audit.UnableToRate,
        audit.Findings);
}

/// <summary>Something that happened to a certificate after its issue.</summary>
/// <param name="What">As in the timeline: <c>suspended</c>.</param>
/// <param name="On">The first day on which it holds.</param>
/// <param name="At">When it was decided.</param>
/// <param name="Role">Who decided, by role.</param>
/// <param name="By">Their name; to ASI only.</param>
/// <param name="Reason">Why.</param>
/// <param name="Before">The last day of validity before, where it changed.</param>
/// <param name="Until">The last day of validity since, where it changed.</param>
/// <param name="RequestedOn">When the member asked for it.</param>
/// <param name="PreviousAudit">The audit that an extension rests on.</param>
/// <param name="Audit">The audit that a conversion rests on.</param>
/// <param name="Successor">The certificate that took its place.</param>
public sealed record RecordView(
    string What,
    DateOnly On,
    DateTimeOffset At,
    Role Role,
    string? By,
    string? Reason,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateOnly? Before,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateOnly? Until,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateOnly? RequestedOn,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] PreviousAudit? PreviousAudit,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] AuditView? Audit,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] CaseId? Successor)
{
    /// <summary>What is shown of a record.</summary>
    public static RecordView Of(CertificateRecord record, CaseAudience audience)
    {
        CertificateRecord.Extension? extension = record as CertificateRecord.Extension;
        CertificateRecord.Conversion? conversion = record as CertificateRecord.Conversion;
        return new RecordView(
            record.Name,
            record.On,
            record.At,
            record.By.Role,
            audience is CaseAudience.Staff ? record.By.Name : null,
            record.Reason,
            extension?.Before ?? conversion?.Before,
            record.SetsExpiry,
            extension?.RequestedOn,
            extension?.Audit,
            conversion is null ? null : AuditView.Of(conversion.Audit, audience),
            (record as CertificateRecord.Supersession)?.Successor);
    }
}
