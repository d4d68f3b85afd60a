using System.Globalization;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Certification.Standards;
using AsiFunctions.Domain.Forms;

namespace AsiFunctions.Certification.Certificates;

/// <summary>An audit's findings as they are sent.</summary>
/// <param name="Type">Why there was an audit.</param>
/// <param name="Firm">The accredited audit firm.</param>
/// <param name="EndedOn">The audit's last day.</param>
/// <param name="Findings">What is not simply in conformance.</param>
/// <param name="CorrectiveActionPlan">How far the plan is.</param>
/// <param name="Maturity">The overall maturity.</param>
/// <param name="OnSiteFrom">The first day on site.</param>
/// <param name="OnSiteTo">The last day on site.</param>
/// <param name="LeadAuditor">The lead auditor's account.</param>
internal sealed record AuditBody(
    AuditType Type,
    string Firm,
    DateOnly EndedOn,
    IReadOnlyList<FindingBody?> Findings,
    CorrectiveActionPlan CorrectiveActionPlan = CorrectiveActionPlan.None,
    Maturity? Maturity = null,
    DateOnly? OnSiteFrom = null,
    DateOnly? OnSiteTo = null,
    string? LeadAuditor = null)
{
    /// <summary>What could not even be read as findings.</summary>
    public IEnumerable<Fault> Check() => Findings.Count > AuditChecks.MaxFindings
        ? [new Fault("/audit/findings", FaultCodes.TooLong, $"At most {AuditChecks.MaxFindings} findings.")]
        : Findings
            .Index()
            .Where(entry => entry.Item is null)
            .Select(entry => new Fault(
                string.Create(CultureInfo.InvariantCulture, $"/audit/findings/{entry.Index}"),
                FaultCodes.Required,
                "A finding has at least a rating."));

    /// <summary>The findings, once <see cref="Check"/> found nothing.</summary>
    public AuditFindings Against(StandardRef standard) => new(
        standard,
        Type,
        Firm.Trim(),
        string.IsNullOrWhiteSpace(LeadAuditor) ? null : LeadAuditor.Trim(),
        OnSiteFrom,
        OnSiteTo,
        EndedOn,
        Maturity,
        CorrectiveActionPlan,
        [.. Findings.Select(finding => new AuditFinding(finding!.Criterion, finding.Rating, finding.Critical))]);
}

/// <summary>One finding as it is sent.</summary>
/// <param name="Rating">How the criterion was rated.</param>
/// <param name="Criterion">The criterion or sub-criterion; needed unless the certificate is taken over.</param>
/// <param name="Critical">True for a critical breach in the auditor's judgement; critical criteria are known from the standard.</param>
internal sealed record FindingBody(Rating Rating, string? Criterion = null, bool Critical = false);
