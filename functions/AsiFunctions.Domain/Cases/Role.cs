using System.Text.Json.Serialization;

namespace AsiFunctions.Domain.Cases;

/// <summary>
/// Who may have the ball in a case. The token roles of the same names are members of it; an
/// applicant holds a case key instead. In JSON they bear those names.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<Role>))]
public enum Role
{
    /// <summary>Nobody: the machine waits for a date.</summary>
    [JsonStringEnumMemberName("machine")]
    Machine,

    /// <summary>Holds a case key, has no account yet.</summary>
    [JsonStringEnumMemberName("applicant")]
    Applicant,

    /// <summary>A person of a member organisation.</summary>
    [JsonStringEnumMemberName("member")]
    Member,

    /// <summary>A member's person who also looks after its colleagues' accounts.</summary>
    [JsonStringEnumMemberName("member-admin")]
    MemberAdmin,

    /// <summary>A person of an audit firm.</summary>
    [JsonStringEnumMemberName("auditor")]
    Auditor,

    /// <summary>The auditor who answers for an audit.</summary>
    [JsonStringEnumMemberName("lead-auditor")]
    LeadAuditor,

    /// <summary>ASI's staff.</summary>
    [JsonStringEnumMemberName("secretariat")]
    Secretariat,

    /// <summary>ASI's staff who release certificates.</summary>
    [JsonStringEnumMemberName("releaser")]
    Releaser,

    /// <summary>The board, or whom it has delegated decisions to.</summary>
    [JsonStringEnumMemberName("board")]
    Board,

    /// <summary>Who runs the system.</summary>
    [JsonStringEnumMemberName("operator")]
    Operator,
}
