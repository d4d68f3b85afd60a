using System.Globalization;
using AsiFunctions.Domain.Certification.Standards;

namespace AsiFunctions.Domain.Certification.Certificates;

/// <summary>Whether an audit leads to a certificate, and to which.</summary>
/// <remarks>
/// Sources: no major, full; one major up to the terms' number, provisional with an approved plan; more, none (Assurance Manual, section 6.4, and
/// ASI's article of September 2023). Majors are tolerated in non-critical areas only (M&amp;E
/// Insights). Every non-conformance needs a corrective action plan (ASI's article of June 2021), but only that of a major is said to go to the lead
/// auditor for approval (September 2023): here a plan that is written is enough for minors, and without one there is no certificate. "Unable to rate"
/// is an interim finding (May 2021): neither a conformance nor a non-conformance, so it counts for
/// nothing here, and the certificates of those years bear it out.
/// </remarks>
public static class CertificationOutcomes
{
    /// <summary>What the findings allow.</summary>
    /// <param name="findings">Of the audit that the certificate rests on.</param>
    /// <param name="terms">Of the day of the decision.</param>
    public static CertificationOutcome Of(AuditFindings findings, CertificationTerms terms) => Obstacles(findings, terms) switch
    {
        { Count: > 0 } reasons => new CertificationOutcome.None(reasons),
        _ when findings.Majors > 0 => new CertificationOutcome.Provisional(),
        _ => new CertificationOutcome.Full(),
    };

    /// <summary>High is allowed only with zero non-conformances. Source: Assurance Manual, section 5.6.</summary>
    public static bool AllowsMaturity(AuditFindings findings) => findings.Maturity is not Maturity.High || findings is { Majors: 0, Minors: 0 };

    private static List<OutcomeReason> Obstacles(AuditFindings findings, CertificationTerms terms)
    {
        List<OutcomeReason> reasons = [];
        if (findings.Findings.Any(finding => finding is { Critical: true, Rating: Rating.MajorNonConformance }))
        {
            reasons.Add(new("critical-major", "A major non-conformance in a critical area rules out any certificate."));
        }

        if (findings.Majors > terms.ProvisionalMajors)
        {
            reasons.Add(new("too-many-majors", string.Create(
                CultureInfo.InvariantCulture,
                $"There are {findings.Majors} major non-conformances; with more than {terms.ProvisionalMajors} no certificate is issued.")));
        }

        if (findings.Majors > 0 && findings.Plan is not CorrectiveActionPlan.Approved)
        {
            reasons.Add(new("plan-not-approved", "With a major non-conformance the lead auditor has to approve the corrective action plan first."));
        }
        else if (findings.Minors > 0 && findings.Plan is CorrectiveActionPlan.None)
        {
            reasons.Add(new("plan-missing", "Every non-conformance needs a corrective action plan; ask the member for it."));
        }

        return reasons;
    }
}
