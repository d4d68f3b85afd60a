using System.Text.Json.Serialization;
using AsiFunctions.Cases;
using AsiFunctions.Domain.Assurance.NonConformances;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Time;

namespace AsiFunctions.Assurance.NonConformances;

/// <summary>A non-conformance with all that was done about it, for its member, the firm that raised it, and ASI's staff.</summary>
/// <param name="Id">Its reference.</param>
/// <param name="Version">How many decisions it has seen; the ETag. Null where the answer carries it elsewhere.</param>
/// <param name="Member">The member.</param>
/// <param name="MemberName">Its name at the audit.</param>
/// <param name="Firm">The audit firm.</param>
/// <param name="FirmName">Its name at the audit.</param>
/// <param name="RaisedBy">The audit that raised it.</param>
/// <param name="AuditType">Why there was an audit.</param>
/// <param name="Standard">What was audited against.</param>
/// <param name="Scope">The certification scope's key.</param>
/// <param name="ScopeName">The scope's name.</param>
/// <param name="Number">Within the report that raised it.</param>
/// <param name="Criterion">The criterion.</param>
/// <param name="CriterionTitle">Its name.</param>
/// <param name="RaisedAs">The grade in the report.</param>
/// <param name="Grade">The grade now.</param>
/// <param name="Critical">True in a critical area.</param>
/// <param name="Statement">What does not conform.</param>
/// <param name="Sites">Keys of the sites where it was found.</param>
/// <param name="Certificate">The certificate that depends on it.</param>
/// <param name="State">How far it is.</param>
/// <param name="Since">Since when.</param>
/// <param name="Due">Until when somebody has to act, with the rule; null once it is closed.</param>
/// <param name="Overdue">True where that day has passed.</param>
/// <param name="Plan">The plan now.</param>
/// <param name="OnSiteEndedOn">The audit's last day on site.</param>
/// <param name="OpenedAt">When it was opened for tracking.</param>
/// <param name="ClosedOn">When it was closed.</param>
/// <param name="ClosedBy">The audit that closed it; <c>desk-review</c> where none did; null while it is open.</param>
/// <param name="Records">What happened since, in order.</param>
/// <param name="AsOf">The day of the answer, UTC.</param>
public sealed record NonConformanceView(
    CaseId Id,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Version,
    CaseId Member,
    string MemberName,
    CaseId Firm,
    string FirmName,
    CaseId RaisedBy,
    AuditType AuditType,
    StandardRef Standard,
    string Scope,
    string ScopeName,
    int Number,
    string Criterion,
    string CriterionTitle,
    NonConformanceGrade RaisedAs,
    NonConformanceGrade Grade,
    bool Critical,
    string Statement,
    IReadOnlyList<string> Sites,
    CaseId? Certificate,
    NonConformanceStage State,
    DateOnly Since,
    Deadline? Due,
    bool Overdue,
    CorrectiveAction? Plan,
    DateOnly OnSiteEndedOn,
    DateTimeOffset OpenedAt,
    DateOnly? ClosedOn,
    string? ClosedBy,
    IReadOnlyList<NonConformanceRecordView> Records,
    DateOnly AsOf)
{
    /// <summary>What is shown of a non-conformance; ASI's people are named to ASI only.</summary>
    public static NonConformanceView Of(NonConformance nonConformance, int? version, DateOnly today, CaseAudience audience) => new(
        nonConformance.Id,
        version,
        nonConformance.Subject.Member,
        nonConformance.Subject.MemberName,
        nonConformance.Subject.Firm,
        nonConformance.Subject.FirmName,
        nonConformance.Subject.Audit,
        nonConformance.Subject.Type,
        nonConformance.Subject.Standard,
        nonConformance.Subject.Scope,
        nonConformance.Subject.ScopeName,
        nonConformance.Finding.Number,
        nonConformance.Finding.Criterion,
        nonConformance.CriterionTitle,
        nonConformance.Finding.Grade,
        nonConformance.Grade,
        nonConformance.Finding.Critical,
        nonConformance.Finding.Statement,
        nonConformance.Finding.Sites,
        nonConformance.Certificate,
        nonConformance.Step.Stage,
        nonConformance.Step.Since,
        nonConformance.Step.Due,
        nonConformance.IsOverdueOn(today),
        nonConformance.Plan,
        nonConformance.OnSiteEndedOn,
        nonConformance.OpenedAt,
        nonConformance.Closed?.On,
        ClosedByOf(nonConformance),
        [.. nonConformance.Records.Select(record => NonConformanceRecordView.Of(record, audience))],
        today);

    /// <summary>The audit that closed it; <c>desk-review</c> where none did; null while it is open.</summary>
    internal static string? ClosedByOf(NonConformance nonConformance) =>
        nonConformance.Closed is { } closed ? closed.Audit?.Value ?? "desk-review" : null;
}

/// <summary>Something that happened to a non-conformance.</summary>
/// <param name="What">Kebab case: <c>plan-submitted</c>.</param>
/// <param name="On">The day.</param>
/// <param name="At">When it was recorded.</param>
/// <param name="Role">In which role somebody did it.</param>
/// <param name="By">Their name, where the reader may know it.</param>
/// <param name="Words">The reason or note given.</param>
/// <param name="Audit">The audit that found it.</param>
/// <param name="Plan">The plan that was handed in.</param>
/// <param name="Evidence">Keys of the member's evidence library; empty where none belongs to it.</param>
/// <param name="DueOn">The new day that was set.</param>
public sealed record NonConformanceRecordView(
    string What,
    DateOnly On,
    DateTimeOffset At,
    Role Role,
    string? By,
    string? Words,
    CaseId? Audit,
    CorrectiveAction? Plan,
    IReadOnlyList<string> Evidence,
    DateOnly? DueOn)
{
    internal static NonConformanceRecordView Of(NonConformanceRecord record, CaseAudience audience) => new(
        record.Name,
        record.On,
        record.At,
        record.By.Role,
        audience is CaseAudience.Staff || record.By.Role is Role.Member or Role.MemberAdmin or Role.Auditor or Role.LeadAuditor
            ? record.By.Name
            : null,
        record.Words,
        record.FoundBy,
        (record as NonConformanceRecord.PlanSubmission)?.Plan,
        (record as NonConformanceRecord.Implementation)?.Evidence ?? [],
        (record as NonConformanceRecord.Ineffective)?.DueOn);
}
