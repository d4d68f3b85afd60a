using AsiFunctions.Domain.Certification.Certificates;

namespace AsiFunctions.Domain.Assurance.Reports;

/// <summary>How far the corrective action plans of a report are, taken together.</summary>
public static class ReportPlans
{
    /// <summary>
    /// Approved where the plan of every major is; submitted where every non-conformance has one; otherwise none. Minors need a written plan only
    /// (see <see cref="CertificationOutcomes"/>), but a missing one of a minor counts too.
    /// </summary>
    /// <param name="nonConformances">Of a report.</param>
    public static CorrectiveActionPlan Of(IReadOnlyCollection<ReportNonConformance> nonConformances) =>
        nonConformances.Any(n => n.Plan is null) ? CorrectiveActionPlan.None
        : nonConformances.All(n => n.Grade is NonConformanceGrade.Minor || n.Plan!.ApprovedOn is not null) ? CorrectiveActionPlan.Approved
        : CorrectiveActionPlan.Submitted;
}
