using System.Text.Json.Serialization;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Time;
using static AsiFunctions.Domain.Assurance.NonConformances.NonConformanceRecord;

namespace AsiFunctions.Domain.Assurance.NonConformances;

/// <summary>A non-conformance that an audit has raised: what was found, which never changes, and the records of what was done about it.</summary>
/// <param name="Id">Its reference, <c>NCN-…</c>; in the partition of its member.</param>
/// <param name="StepNumber">From 1; see <see cref="ICase"/>.</param>
/// <param name="Subject">The audit that raised it, with what was audited.</param>
/// <param name="Finding">As the approved report has it.</param>
/// <param name="CriterionTitle">The criterion's name in the version that was audited against.</param>
/// <param name="OnSiteEndedOn">The last day on site, or of the audit where there was none; the terms count from it.</param>
/// <param name="Certificate">The certificate that depends on its closure; null where there is none.</param>
/// <param name="OpenedAt">When it was opened for tracking.</param>
/// <param name="Step">What it waits for.</param>
/// <param name="Records">What happened since, in the order in which it was decided; nothing is ever taken out.</param>
public sealed record NonConformance(
    CaseId Id,
    int StepNumber,
    AuditSubject Subject,
    ReportNonConformance Finding,
    string CriterionTitle,
    DateOnly OnSiteEndedOn,
    CaseId? Certificate,
    DateTimeOffset OpenedAt,
    NonConformanceStep Step,
    IReadOnlyList<NonConformanceRecord> Records) : ICase
{
    /// <summary>The three letters of a non-conformance's reference.</summary>
    public const string Prefix = "NCN";

    /// <summary><c>open</c>, <c>cap-submitted</c>, <c>cap-approved</c>, <c>implemented</c> or <c>verified-closed</c>.</summary>
    [JsonIgnore]
    public string StateName => Step.Stage switch
    {
        NonConformanceStage.Open => "open",
        NonConformanceStage.CapSubmitted => "cap-submitted",
        NonConformanceStage.CapApproved => "cap-approved",
        NonConformanceStage.Implemented => "implemented",
        _ => "verified-closed",
    };

    /// <summary>The grade now; the one at which it was raised is the finding's.</summary>
    [JsonIgnore]
    public NonConformanceGrade Grade => Records.LastOrDefault(record => record is Downgrade or Upgrade) switch
    {
        Downgrade => NonConformanceGrade.Minor,
        Upgrade => NonConformanceGrade.Major,
        _ => Finding.Grade,
    };

    /// <summary>The plan now; null while there is none, and after an upgrade until there is a new one.</summary>
    [JsonIgnore]
    public CorrectiveAction? Plan => Records.Aggregate(Finding.Plan, (plan, record) => record switch
    {
        PlanSubmission submitted => submitted.Plan,
        PlanApproval approved => plan is null ? null : plan with { ApprovedOn = approved.On },
        Upgrade => null,
        _ => plan,
    });

    /// <summary>How it was closed; null while it is open.</summary>
    [JsonIgnore]
    public Closure? Closed => Records.OfType<Closure>().LastOrDefault();

    /// <summary>True on a day after the one until which somebody had to do something.</summary>
    public bool IsOverdueOn(DateOnly day) => Step.Due is { } due && due.On < day;
}

/// <summary>What a non-conformance waits for, and until when.</summary>
/// <param name="Stage">How far it is.</param>
/// <param name="Since">The first day of that.</param>
/// <param name="Due">The last day in time, with the rule that set it; null once it is closed.</param>
/// <param name="Said">The keys of the reminders that were given since.</param>
/// <param name="Escalated">True once the Secretariat was told that the day has passed.</param>
public sealed record NonConformanceStep(NonConformanceStage Stage, DateOnly Since, Deadline? Due, IReadOnlyList<string> Said, bool Escalated);

/// <summary>How far a non-conformance is. Source: domain notes 2.6.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NonConformanceStage>))]
public enum NonConformanceStage
{
    /// <summary>The member has to hand in a corrective action plan.</summary>
    [JsonStringEnumMemberName("open")]
    Open,

    /// <summary>The lead auditor has to approve the plan.</summary>
    [JsonStringEnumMemberName("cap-submitted")]
    CapSubmitted,

    /// <summary>The member has to carry out the plan.</summary>
    [JsonStringEnumMemberName("cap-approved")]
    CapApproved,

    /// <summary>The lead auditor has to verify that the action works.</summary>
    [JsonStringEnumMemberName("implemented")]
    Implemented,

    /// <summary>Effectively closed, and verified.</summary>
    [JsonStringEnumMemberName("verified-closed")]
    VerifiedClosed,
}
