using System.Text.Json.Serialization;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Certification.Standards;

namespace AsiFunctions.Domain.Assurance.Reports;

/// <summary>One revision of an audit report, whole, as it was submitted. It never changes: a clarification makes another one.</summary>
/// <param name="Revision">From 1.</param>
/// <param name="Subject">What was audited.</param>
/// <param name="Days">When the audit took place.</param>
/// <param name="Findings">One for each criterion that was rated, in the order of the standard.</param>
/// <param name="NonConformances">What has to be mended, numbered from 1.</param>
/// <param name="Verifications">What became of earlier non-conformances of the scope.</param>
/// <param name="Maturity">The maturity that the auditor gives.</param>
/// <param name="Summary">The text for publication.</param>
/// <param name="Confidential">Names of people and sites, and other words, that must not be published.</param>
/// <param name="PeopleMet">Who was interviewed.</param>
/// <param name="Attachments">The files that belong to it.</param>
/// <param name="Answer">What the auditor answers to the clarification that was asked for; null in the first revision.</param>
public sealed record AuditReport(
    int Revision,
    AuditSubject Subject,
    AuditDays Days,
    IReadOnlyList<ReportFinding> Findings,
    IReadOnlyList<ReportNonConformance> NonConformances,
    IReadOnlyList<Verification> Verifications,
    ReportMaturity Maturity,
    string Summary,
    IReadOnlyList<string> Confidential,
    IReadOnlyList<PersonMet> PeopleMet,
    IReadOnlyList<ReportAttachment> Attachments,
    string? Answer)
{
    /// <summary>As the outcome rules and the certificate count it.</summary>
    /// <param name="leadAuditor">The id of who answers for the audit.</param>
    public AuditFindings AsFindings(string? leadAuditor) => new(
        Subject.Standard,
        Subject.Type,
        Subject.FirmName,
        leadAuditor,
        Days.OnSiteFrom,
        Days.OnSiteTo,
        Days.EndedOn,
        Maturity.Overall,
        ReportPlans.Of(NonConformances),
        [.. Findings.SelectMany(Counted)]);

    /// <summary>Each non-conformance counts, where a criterion has several.</summary>
    private IEnumerable<AuditFinding> Counted(ReportFinding finding)
    {
        AuditFinding[] raised =
        [
            .. NonConformances
                .Where(nonConformance => nonConformance.Criterion == finding.Criterion)
                .Select(nonConformance => new AuditFinding(finding.Criterion, RatingOf(nonConformance.Grade), nonConformance.Critical)),
        ];
        return raised.Length > 0 ? raised : [new AuditFinding(finding.Criterion, finding.Rating, Critical: false)];
    }

    private static Rating RatingOf(NonConformanceGrade grade) =>
        grade is NonConformanceGrade.Major ? Rating.MajorNonConformance : Rating.MinorNonConformance;
}

/// <summary>When an audit took place, and how much of it on site.</summary>
/// <param name="OnSiteFrom">The first day on site; null for an audit from a desk.</param>
/// <param name="OnSiteTo">The last day on site; null for an audit from a desk.</param>
/// <param name="EndedOn">The audit's last day; the report is due some weeks after it.</param>
/// <param name="OnSiteDays">Days on site of all auditors together, in halves.</param>
/// <param name="RemoteDays">Days from afar of all auditors together, in halves.</param>
public sealed record AuditDays(DateOnly? OnSiteFrom, DateOnly? OnSiteTo, DateOnly EndedOn, decimal OnSiteDays, decimal RemoteDays);

/// <summary>How one criterion was rated, and upon what.</summary>
/// <param name="Criterion">As the version numbers it.</param>
/// <param name="Rating">How it was rated.</param>
/// <param name="Text">What was found.</param>
/// <param name="Evidence">What was seen: documents, records, interviews, in words.</param>
/// <param name="Sites">Keys of the sites that were sampled: <c>F1</c>.</param>
public sealed record ReportFinding(string Criterion, Rating Rating, string Text, IReadOnlyList<string> Evidence, IReadOnlyList<string> Sites);

/// <summary>Something that has to be mended. One at a site counts for the whole scope (Assurance Manual).</summary>
/// <param name="Number">From 1, within the report.</param>
/// <param name="Criterion">The criterion, rated as non-conformance by its finding.</param>
/// <param name="Grade">Minor or major.</param>
/// <param name="Critical">True in a critical area, by the standard or in the auditor's judgement.</param>
/// <param name="Statement">What does not conform.</param>
/// <param name="Sites">Keys of the sites where it was found.</param>
/// <param name="Plan">The corrective action plan; null while there is none.</param>
public sealed record ReportNonConformance(
    int Number, string Criterion, NonConformanceGrade Grade, bool Critical, string Statement, IReadOnlyList<string> Sites, CorrectiveAction? Plan);

/// <summary>Minor or major.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NonConformanceGrade>))]
public enum NonConformanceGrade
{
    /// <summary>An isolated lapse.</summary>
    [JsonStringEnumMemberName("minor")]
    Minor,

    /// <summary>Systemic, repeated, or a significant risk. Source: ASI's article of September 2023.</summary>
    [JsonStringEnumMemberName("major")]
    Major,
}

/// <summary>What the member will do about a non-conformance.</summary>
/// <param name="RootCause">Why it came about.</param>
/// <param name="Action">What is done against that.</param>
/// <param name="DueOn">When it will be done.</param>
/// <param name="SubmittedOn">When the member handed it in.</param>
/// <param name="ApprovedOn">When the lead auditor approved it; null while not.</param>
public sealed record CorrectiveAction(string RootCause, string Action, DateOnly DueOn, DateOnly SubmittedOn, DateOnly? ApprovedOn);

/// <summary>What an audit found of an earlier non-conformance.</summary>
/// <param name="NonConformance">The earlier one, <c>NCN-…</c>.</param>
/// <param name="Result">What became of it.</param>
/// <param name="Note">How that was verified.</param>
public sealed record Verification(CaseId NonConformance, VerificationResult Result, string Note);

/// <summary>What became of a non-conformance. Source of the four: domain notes 2.6.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VerificationResult>))]
public enum VerificationResult
{
    /// <summary>Effectively closed.</summary>
    [JsonStringEnumMemberName("closed")]
    Closed,

    /// <summary>A major that is a minor now; counted apart from closures.</summary>
    [JsonStringEnumMemberName("downgraded")]
    Downgraded,

    /// <summary>A persistent minor that is a major now.</summary>
    [JsonStringEnumMemberName("upgraded")]
    Upgraded,

    /// <summary>Not closed yet.</summary>
    [JsonStringEnumMemberName("still-open")]
    StillOpen,
}

/// <summary>
/// The maturity that the auditor gives, in three parts and overall. High only without any non-conformance (Assurance Manual, section 5.6).
/// </summary>
/// <param name="Systems">Of systems.</param>
/// <param name="Risk">Of risk.</param>
/// <param name="Performance">Of performance.</param>
/// <param name="Overall">Governs how often audits follow.</param>
/// <param name="Reason">Why the overall exceeds the lowest part; null where it does not. How the parts make
/// the whole is not published: the auditor judges (domain notes 2.7).</param>
public sealed record ReportMaturity(Maturity Systems, Maturity Risk, Maturity Performance, Maturity Overall, string? Reason);

/// <summary>Somebody who was interviewed.</summary>
/// <param name="Group">Whom they speak for.</param>
/// <param name="Function">What they do: <c>shift supervisor</c>.</param>
/// <param name="Count">How many were met, 1 or more.</param>
public sealed record PersonMet(InterviewGroup Group, string Function, int Count);

/// <summary>Whom interviewed people speak for. Indigenous Peoples are interviewed where they are present (domain notes 2.3).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<InterviewGroup>))]
public enum InterviewGroup
{
    /// <summary>The member's management.</summary>
    [JsonStringEnumMemberName("management")]
    Management,

    /// <summary>The member's workers and their representatives.</summary>
    [JsonStringEnumMemberName("workers")]
    Workers,

    /// <summary>Contractors.</summary>
    [JsonStringEnumMemberName("contractors")]
    Contractors,

    /// <summary>Affected populations and organisations.</summary>
    [JsonStringEnumMemberName("affected-populations")]
    AffectedPopulations,

    /// <summary>Indigenous Peoples.</summary>
    [JsonStringEnumMemberName("indigenous-peoples")]
    IndigenousPeoples,

    /// <summary>Others, such as authorities.</summary>
    [JsonStringEnumMemberName("others")]
    Others,
}

/// <summary>A file that belongs to a report.</summary>
/// <param name="Key">Unique within the report: <c>A1</c>.</param>
/// <param name="Title">What it is.</param>
/// <param name="FileName">How it was called.</param>
/// <param name="Sha256">Of its content, lower-case hexadecimal.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Scan">What the virus scan said: <c>clean</c>, <c>pending</c>, <c>infected</c>, <c>not-scanned</c> where no scanner is set up.</param>
public sealed record ReportAttachment(string Key, string Title, string FileName, string Sha256, long Bytes, string Scan);
