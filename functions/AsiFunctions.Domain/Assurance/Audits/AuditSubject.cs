using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Membership;

namespace AsiFunctions.Domain.Assurance.Audits;

/// <summary>
/// What is audited, by whom, against what: pinned when the audit is opened, so that its report and its non-conformances say the same for ever.
/// </summary>
/// <param name="Audit">The audit, <c>AUD-…</c>, in the partition of its member.</param>
/// <param name="Member">The member.</param>
/// <param name="MemberName">The member's name then.</param>
/// <param name="Class">The member's class then; with the activities it says which criteria apply.</param>
/// <param name="Firm">The accredited audit firm, <c>AUF-…</c>.</param>
/// <param name="FirmName">The firm's name then.</param>
/// <param name="Type">Why there is an audit.</param>
/// <param name="Standard">The version that is audited against.</param>
/// <param name="Scope">The certification scope's key in the member's register: <c>S1</c>.</param>
/// <param name="ScopeName">How the member calls the scope.</param>
/// <param name="Activities">The scope's supply chain activities.</param>
/// <param name="Sites">The scope's facilities.</param>
/// <param name="Assessment">The self-assessment that it rests on; null where the type of audit needs none.</param>
/// <param name="Certificate">The certificate that it looks after; null for an initial audit.</param>
public sealed record AuditSubject(
    CaseId Audit,
    CaseId Member,
    string MemberName,
    MembershipClass Class,
    CaseId Firm,
    string FirmName,
    AuditType Type,
    StandardRef Standard,
    string Scope,
    string ScopeName,
    IReadOnlyList<SupplyChainActivity> Activities,
    IReadOnlyList<AuditSite> Sites,
    CaseId? Assessment,
    CaseId? Certificate);

/// <summary>A facility that belongs to the scope of an audit.</summary>
/// <param name="Key">Within the member's register: <c>F1</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Activities">Its supply chain activities.</param>
public sealed record AuditSite(string Key, string Name, string Country, IReadOnlyList<SupplyChainActivity> Activities);
