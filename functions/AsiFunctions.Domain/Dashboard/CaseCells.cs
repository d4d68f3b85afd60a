using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Assurance.NonConformances;
using AsiFunctions.Domain.Assurance.Oversight;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Certification.Duties;
using AsiFunctions.Domain.Dashboard.Facts;
using AsiFunctions.Domain.Membership;

namespace AsiFunctions.Domain.Dashboard;

/// <summary>What a case counts for in the dashboard's cubes. It depends on the case alone, not on the day on which it is asked.</summary>
public static class CaseCells
{
    /// <summary>Of a case of whatever kind; empty for kinds that nothing is counted of.</summary>
    public static Cells Of(ICase? @case) => @case switch
    {
        Member member => MemberCells.Of(member),
        Application application => ApplicationCells.Of(application),
        Certificate certificate => CertificateCells.Of(certificate),
        Duty duty => DutyCells.Of(duty),
        Audit audit => AuditCells.Of(audit),
        NonConformance nonConformance => NonConformanceCells.Of(nonConformance),
        _ => new Cells(),
    };

    /// <summary>
    /// Of a part of a case that is stored once and never replaced, such as the published summary of an audit; empty for all others.
    /// </summary>
    /// <remarks>
    /// A summary is published by the follow-up of an approval; an audit is approved at most once, and each follow-up is recorded with its parts.
    /// </remarks>
    public static Cells Of(CaseId id, CasePart part) => (id.Prefix, part) switch
    {
        (Audit.Prefix, { Name: PublishedSummary.Part, Content: PublishedSummary summary }) => RatingCells.Of(summary),
        _ => new Cells(),
    };
}
