using System.Text.Json.Serialization;

namespace AsiFunctions.Domain.Cases;

/// <summary>What has to follow outside the case. Stored with the decision, carried out afterwards, at least once, never taken back.</summary>
public abstract record Effect
{
    /// <summary>A message to somebody. Who that is and what it says is read from the case when it is sent.</summary>
    /// <param name="Template">Kebab case: <c>application-received</c>.</param>
    /// <param name="To">The role that receives it; for applicants and members the case's contacts.</param>
    /// <param name="Urgency">What a backlog is sorted by.</param>
    /// <param name="Facts">Dates and codes that the text names and that the case may no longer show; no personal data.</param>
    public sealed record SendMail(string Template, Role To, Urgency Urgency = Urgency.Normal, IReadOnlyDictionary<string, string>? Facts = null) : Effect;

    /// <summary>Another case begins in the same partition, and in the same transaction.</summary>
    /// <param name="Case">The new case; its id shares this case's core.</param>
    /// <param name="Events">The new case's first timeline lines.</param>
    /// <param name="Effects">What follows from its beginning; no further case.</param>
    public sealed record Open(ICase Case, IReadOnlyList<CaseEvent> Events, IReadOnlyList<Effect> Effects) : Effect;

    /// <summary>
    /// Another case of the same partition is told something, and decides about it in the same
    /// transaction; what it refuses, or does not know, changes nothing. A member and all that is its own
    /// (its duty, scopes, assessments, certificates) share a partition.
    /// </summary>
    /// <param name="To">The other case; it may not be stored yet where its kind presumes one.</param>
    /// <param name="News">What it is told.</param>
    public sealed record Tell(CaseId To, ICaseNews News) : Effect;

    /// <summary>
    /// The first person of an organisation is invited to an account: of a member as member-admin, of an audit firm as lead auditor.
    /// </summary>
    /// <param name="Organisation">The member's id, or the firm's.</param>
    public sealed record Invite(CaseId Organisation) : Effect;

    /// <summary>An uploaded file, kept in quarantine meanwhile, is scanned for viruses.</summary>
    /// <param name="Part">By which the case knows the file: the part that describes it, or its key.</param>
    public sealed record Scan(string Part) : Effect;
}

/// <summary>What a backlog of messages is sorted by, most urgent first.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Urgency>))]
public enum Urgency
{
    /// <summary>Somebody waits for it at a screen: confirmations, invitations, sign-in.</summary>
    [JsonStringEnumMemberName("immediate")]
    Immediate,

    /// <summary>Decisions and their consequences.</summary>
    [JsonStringEnumMemberName("high")]
    High,

    /// <summary>Reminders and the like.</summary>
    [JsonStringEnumMemberName("normal")]
    Normal,

    /// <summary>Notices to many.</summary>
    [JsonStringEnumMemberName("bulk")]
    Bulk,
}
