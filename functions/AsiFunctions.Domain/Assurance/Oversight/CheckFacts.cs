using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Entities;
using AsiFunctions.Domain.Certification.Standards;
using AsiFunctions.Domain.Membership;

namespace AsiFunctions.Domain.Assurance.Oversight;

/// <summary>What the automatic checks are made upon.</summary>
/// <param name="Audit">The audit.</param>
/// <param name="Report">The revision.</param>
/// <param name="Gaps">What of the audit as it took place lies outside the accreditation.</param>
/// <param name="Register">What the member has now.</param>
/// <param name="Member">The member now.</param>
/// <param name="Version">The version that was audited against; null where it is not loaded any more.</param>
/// <param name="Before">The maturity on record before the audit; null where there is none.</param>
/// <param name="OpenBefore">Open non-conformances of the scope from earlier audits.</param>
/// <param name="Terms">The terms of assurance of the day.</param>
/// <param name="Certification">The terms of certification of the day.</param>
public sealed record CheckFacts(
    Audit Audit,
    AuditReport Report,
    IReadOnlyList<AccreditationGap> Gaps,
    EntityRegister Register,
    Member Member,
    StandardVersion? Version,
    Maturity? Before,
    IReadOnlyList<Cases.CaseId> OpenBefore,
    AssuranceTerms Terms,
    CertificationTerms Certification)
{
    /// <summary>Those of <see cref="OpenBefore"/> that are majors.</summary>
    public IReadOnlyList<Cases.CaseId> MajorsBefore { get; init; } = [];
}
