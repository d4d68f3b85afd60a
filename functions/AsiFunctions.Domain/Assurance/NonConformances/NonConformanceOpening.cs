using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;

namespace AsiFunctions.Domain.Assurance.NonConformances;

/// <summary>What a non-conformance is opened for tracking with, when the report that found it was approved.</summary>
/// <param name="Subject">The audit that raised it.</param>
/// <param name="Finding">As the approved revision has it.</param>
/// <param name="CriterionTitle">The criterion's name in the version that was audited against.</param>
/// <param name="OnSiteEndedOn">The last day on site, or of the audit where there was none; the terms count from it.</param>
/// <param name="Certificate">The certificate that depends on its closure; null where there is none.</param>
public sealed record NonConformanceOpening(
    AuditSubject Subject, ReportNonConformance Finding, string CriterionTitle, DateOnly OnSiteEndedOn, CaseId? Certificate);

/// <summary>What an approved audit tells an earlier non-conformance of its scope.</summary>
/// <param name="Audit">The audit that verified it.</param>
/// <param name="On">The audit's last day.</param>
/// <param name="Verification">What it found.</param>
/// <param name="By">The lead auditor of the approved revision.</param>
public sealed record VerifiedNews(CaseId Audit, DateOnly On, Verification Verification, Actor By) : ICaseNews;

/// <summary>What a non-conformance tells the audit that raised it, at each change.</summary>
/// <param name="NonConformance">The non-conformance, <c>NCN-…</c>.</param>
/// <param name="Grade">As it is now.</param>
/// <param name="ClosedOn">When it was verified as closed; null while it is open.</param>
/// <param name="By">Who changed it.</param>
public sealed record NonConformanceNews(CaseId NonConformance, NonConformanceGrade Grade, DateOnly? ClosedOn, Actor By) : ICaseNews;
