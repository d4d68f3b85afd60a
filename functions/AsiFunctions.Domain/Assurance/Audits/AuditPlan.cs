using System.Text.Json.Serialization;
using AsiFunctions.Domain.Cases;

namespace AsiFunctions.Domain.Assurance.Audits;

/// <summary>How an audit is to be carried out.</summary>
/// <param name="From">Its first day.</param>
/// <param name="To">Its last day; the report is due some weeks after it.</param>
/// <param name="OnSiteFrom">The first day on site; null for an audit from a desk.</param>
/// <param name="OnSiteTo">The last day on site; null for an audit from a desk.</param>
/// <param name="OnSiteDays">Days on site of all auditors together, in halves.</param>
/// <param name="RemoteShare">The part of the audit that is done from afar, 0 to 100 percent.</param>
/// <param name="Sites">Keys of the facilities that are visited: <c>F1</c>.</param>
/// <param name="Team">Who audits; one of them leads.</param>
/// <param name="Note">What else the Secretariat should know, such as time for high-risk topics; null for nothing.</param>
public sealed record AuditPlan(
    DateOnly From,
    DateOnly To,
    DateOnly? OnSiteFrom,
    DateOnly? OnSiteTo,
    decimal OnSiteDays,
    int RemoteShare,
    IReadOnlyList<string> Sites,
    IReadOnlyList<TeamMember> Team,
    string? Note)
{
    /// <summary>Who leads.</summary>
    [JsonIgnore]
    public CaseId? Lead => Team.Where(member => member.Role is TeamRole.Lead).Select(member => (CaseId?)member.Auditor).FirstOrDefault();
}

/// <summary>Somebody of an audit team.</summary>
/// <param name="Auditor">The accredited auditor, <c>ATR-…</c>; for a specialist who is none, their record there.</param>
/// <param name="Role">What they do.</param>
public sealed record TeamMember(CaseId Auditor, TeamRole Role);

/// <summary>What somebody does in an audit team.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TeamRole>))]
public enum TeamRole
{
    /// <summary>Answers for the audit; exactly one does.</summary>
    [JsonStringEnumMemberName("lead")]
    Lead,

    /// <summary>Audits.</summary>
    [JsonStringEnumMemberName("auditor")]
    Auditor,

    /// <summary>Knows a topic or a people; does not audit (Registered Specialists, IPAF representatives: domain notes 2.8).</summary>
    [JsonStringEnumMemberName("specialist")]
    Specialist,
}

/// <summary>What somebody of the team declares about conflicts of interest, for this audit. Source: domain notes 4.3.</summary>
/// <param name="Auditor">Who declares.</param>
/// <param name="Conflict">True where there is something to declare.</param>
/// <param name="Details">What, and what is done about it; null where there is nothing.</param>
/// <param name="On">When.</param>
/// <param name="By">Who entered it: the auditor, or the lead auditor from a signed declaration.</param>
public sealed record ConflictDeclaration(CaseId Auditor, bool Conflict, string? Details, DateOnly On, Actor By);

/// <summary>That an audit may be planned although something of it lies outside the accreditation.</summary>
/// <param name="Codes">Which gaps it covers: <c>team-scope</c>.</param>
/// <param name="Reason">Why.</param>
/// <param name="On">When.</param>
/// <param name="By">Who of the Secretariat.</param>
/// <param name="Postponements">How often the audit was put off before: it covers the plans until the next time, and none after.</param>
public sealed record AccreditationException(IReadOnlyList<string> Codes, string Reason, DateOnly On, Actor By, int Postponements);

/// <summary>What the Secretariat said of a plan.</summary>
/// <param name="Text">The advice.</param>
/// <param name="On">When.</param>
/// <param name="By">Who.</param>
public sealed record PlanAdvice(string Text, DateOnly On, Actor By);

/// <summary>A postponement.</summary>
/// <param name="Plan">The plan that it undoes.</param>
/// <param name="Reason">Why.</param>
/// <param name="On">When.</param>
/// <param name="By">Who.</param>
public sealed record Postponement(AuditPlan Plan, string Reason, DateOnly On, Actor By);
