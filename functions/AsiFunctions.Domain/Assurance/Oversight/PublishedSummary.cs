using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Certification.Standards;
using AsiFunctions.Domain.Membership;

namespace AsiFunctions.Domain.Assurance.Oversight;

/// <summary>
/// What the public may read of an approved audit. Source of the fields: a summary audit report of 2019 (domain notes 2.9). It names no person.
/// </summary>
/// <param name="Audit">The audit.</param>
/// <param name="Member">The member.</param>
/// <param name="MemberName">Its name then.</param>
/// <param name="Scope">The certification scope's name.</param>
/// <param name="Activities">Its supply chain activities.</param>
/// <param name="Countries">The countries of its sites.</param>
/// <param name="Type">Why there was an audit.</param>
/// <param name="Standard">The version that was audited against.</param>
/// <param name="Firm">The audit firm's name.</param>
/// <param name="OnSiteFrom">The first day on site; null for an audit from a desk.</param>
/// <param name="OnSiteTo">The last day on site; null for an audit from a desk.</param>
/// <param name="EndedOn">The audit's last day.</param>
/// <param name="SubmittedOn">When the first revision of the report came.</param>
/// <param name="Outcome">What was released.</param>
/// <param name="Certificate">The certificate; null where the audit issued none.</param>
/// <param name="Maturity">The overall maturity.</param>
/// <param name="Ratings">How often each rating was given.</param>
/// <param name="Findings">The rating of each criterion.</param>
/// <param name="Summary">The auditor's text for publication.</param>
public sealed record PublishedSummary(
    CaseId Audit,
    CaseId Member,
    string MemberName,
    string Scope,
    IReadOnlyList<SupplyChainActivity> Activities,
    IReadOnlyList<string> Countries,
    AuditType Type,
    StandardRef Standard,
    string Firm,
    DateOnly? OnSiteFrom,
    DateOnly? OnSiteTo,
    DateOnly EndedOn,
    DateOnly SubmittedOn,
    CertificateLevel Outcome,
    CaseId? Certificate,
    Maturity Maturity,
    IReadOnlyDictionary<Rating, int> Ratings,
    IReadOnlyList<PublishedFinding> Findings,
    string Summary)
{
    /// <summary>The part of the audit that keeps it; there is none before its publication.</summary>
    public const string Part = "summary";

    /// <summary>Of an approved audit.</summary>
    /// <param name="audit">Approved.</param>
    /// <param name="report">The revision that the decision rests on.</param>
    /// <exception cref="InvalidOperationException">The audit is not approved.</exception>
    public static PublishedSummary Of(Audit audit, AuditReport report) => new(
        audit.Id,
        audit.Subject.Member,
        audit.Subject.MemberName,
        audit.Subject.ScopeName,
        audit.Subject.Activities,
        [.. audit.Subject.Sites.Select(site => site.Country).Distinct().Order(StringComparer.Ordinal)],
        audit.Subject.Type,
        audit.Subject.Standard,
        audit.Subject.FirmName,
        report.Days.OnSiteFrom,
        report.Days.OnSiteTo,
        report.Days.EndedOn,
        audit.Revisions[0].SubmittedOn,
        audit.Decision?.Level ?? throw new InvalidOperationException($"{audit.Id} is not approved."),
        ReleaseProcedure.CertificateOf(audit) ?? audit.Subject.Certificate,
        report.Maturity.Overall,
        report.Findings.CountBy(finding => finding.Rating).OrderBy(count => count.Key).ToDictionary(count => count.Key, count => count.Value),
        [.. report.Findings.Select(finding => new PublishedFinding(finding.Criterion, finding.Rating))],
        report.Summary);
}

/// <summary>The rating of one criterion.</summary>
/// <param name="Criterion">Its number.</param>
/// <param name="Rating">How it was rated.</param>
public sealed record PublishedFinding(string Criterion, Rating Rating);
