using System.Text.Json.Serialization;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;

namespace AsiFunctions.Domain.Surveys.Invitations;

/// <summary>
/// An invitation to a survey: one for each certification issued, or one for each member of an
/// audience. It knows whether there was a reply, and nothing of the reply. Source: seed 002, "Methodology".
/// </summary>
/// <param name="Id"><c>SIN-…</c>, in the partition of the member.</param>
/// <param name="StepNumber">From 1; see <see cref="ICase"/>.</param>
/// <param name="Member">Who is invited.</param>
/// <param name="Certificate">The certificate that it is about; null where a survey is about none.</param>
/// <param name="Audit">The audit that led to it; null where that is not on record.</param>
/// <param name="Assessment">The self-assessment whose main contact is invited; null where none is on record.</param>
/// <param name="EnqueuedOn">When it was enqueued.</param>
public sealed record SurveyInvitation(
    CaseId Id, int StepNumber, CaseId Member, CaseId? Certificate, CaseId? Audit, CaseId? Assessment, DateOnly EnqueuedOn) : ICase
{
    /// <summary>The three letters of an invitation's id.</summary>
    public const string Prefix = "SIN";

    /// <summary>Where it stands.</summary>
    public SurveyInvitationState State { get; init; }

    /// <summary>The round; null until there is one.</summary>
    public CaseId? Survey { get; init; }

    /// <summary>The standard of the certificate: the only thing beside the year that a reply carries along; null where there is none.</summary>
    public StandardCode? Standard { get; init; }

    /// <summary>When the message was sent; null until then.</summary>
    public DateOnly? InvitedOn { get; init; }

    /// <summary>
    /// The hash of the address that the message went to: nobody else is reminded, for the token shows what was saved with it. Null until then.
    /// </summary>
    public string? To { get; init; }

    /// <summary>The days of the reminders that are still to come, earliest first; set with the invitation.</summary>
    public IReadOnlyList<DateOnly> RemindOn { get; init; } = [];

    /// <inheritdoc/>
    [JsonIgnore]
    public string StateName => State switch
    {
        SurveyInvitationState.Enqueued => "enqueued",
        SurveyInvitationState.Waiting => "waiting",
        SurveyInvitationState.Invited or SurveyInvitationState.Reminding => "invited",
        SurveyInvitationState.Responded => "responded",
        SurveyInvitationState.OptedOut => "opted-out",
        _ => "closed",
    };

    /// <summary>True once nothing happens any more.</summary>
    [JsonIgnore]
    public bool IsOver => State is SurveyInvitationState.Responded or SurveyInvitationState.OptedOut or SurveyInvitationState.Closed;
}

/// <summary>Where an invitation stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SurveyInvitationState>))]
public enum SurveyInvitationState
{
    /// <summary>The machine looks for its round and for whom to invite.</summary>
    [JsonStringEnumMemberName("enqueued")]
    Enqueued,

    /// <summary>No round is open for it yet.</summary>
    [JsonStringEnumMemberName("waiting")]
    Waiting,

    /// <summary>The message was sent.</summary>
    [JsonStringEnumMemberName("invited")]
    Invited,

    /// <summary>The machine looks whether a reminder is needed.</summary>
    [JsonStringEnumMemberName("reminding")]
    Reminding,

    /// <summary>There was a reply.</summary>
    [JsonStringEnumMemberName("responded")]
    Responded,

    /// <summary>The person wants no surveys.</summary>
    [JsonStringEnumMemberName("opted-out")]
    OptedOut,

    /// <summary>The round was closed without a reply, or there was nobody to write to.</summary>
    [JsonStringEnumMemberName("closed")]
    Closed,
}
