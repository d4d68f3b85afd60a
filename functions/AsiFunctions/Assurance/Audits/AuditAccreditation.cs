using AsiFunctions.Assurance.Accreditation;
using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Assurance.Audits;

namespace AsiFunctions.Assurance.Audits;

/// <summary>The accreditation of an audit's firm and team.</summary>
internal static class AuditAccreditation
{
    /// <summary>
    /// What lies outside it. One point read for the firm and for each auditor, all at once. Specialists do not audit: they need none.
    /// </summary>
    /// <param name="accreditation">Reads firms and auditors.</param>
    /// <param name="subject">What is audited.</param>
    /// <param name="plan">Who audits.</param>
    /// <param name="from">The first day.</param>
    /// <param name="to">The last day.</param>
    /// <param name="cancellation">The caller goes away.</param>
    public static Task<IReadOnlyList<AccreditationGap>> GapsAsync(
        this AccreditationStore accreditation, AuditSubject subject, AuditPlan plan, DateOnly from, DateOnly to, CancellationToken cancellation) =>
        accreditation.GapsAsync(
            subject.Firm,
            [.. plan.Team.Where(member => member.Role is not TeamRole.Specialist).Select(member => member.Auditor)],
            subject.Standard.Standard,
            subject.Activities,
            [.. subject.Sites.Select(site => site.Country).Distinct()],
            from,
            to,
            cancellation);
}
