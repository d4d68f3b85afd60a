using System.Text.Json.Serialization;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Time;

namespace AsiFunctions.Domain.Surveys.Rounds;

/// <summary>A round of a survey: one form, put to an audience for a time. Its replies are kept apart from it and from the invitations.</summary>
/// <param name="Id">Its reference, <c>SVY-…</c>.</param>
/// <param name="StepNumber">From 1; see <see cref="ICase"/>.</param>
/// <param name="Plan">What was planned, as it holds now.</param>
/// <param name="By">Who planned it.</param>
/// <param name="PlannedOn">When.</param>
/// <param name="State">Where it stands.</param>
/// <param name="InvitedUpTo">While it invites: the last one of its list that has an invitation; null before the first.</param>
/// <param name="ClosedOn">When it was closed; null until then.</param>
public sealed record Survey(
    CaseId Id, int StepNumber, SurveyPlan Plan, Actor By, DateOnly PlannedOn, SurveyState State, CaseId? InvitedUpTo, DateOnly? ClosedOn) : ICase
{
    /// <summary>The three letters of a round's reference.</summary>
    public const string Prefix = "SVY";

    /// <summary><c>scheduled</c>, <c>open</c>, <c>closing</c> or <c>closed</c>.</summary>
    [JsonIgnore]
    public string StateName => State switch
    {
        SurveyState.Scheduled => "scheduled",
        SurveyState.Inviting or SurveyState.Open => "open",
        SurveyState.Closing => "closing",
        _ => "closed",
    };

    /// <summary>True while replies are taken.</summary>
    [JsonIgnore]
    public bool IsOpen => State is SurveyState.Inviting or SurveyState.Open;

    /// <summary>True where replies of a day are taken; those of the day after the last one are not, should the round not be closed yet.</summary>
    /// <param name="today">The day, UTC.</param>
    public bool TakesReplies(DateOnly today) => IsOpen && !(Plan.ClosesOn < today);

    /// <summary>True where each certification issued leads to an invitation.</summary>
    [JsonIgnore]
    public bool IsStanding => Plan.Audience is SurveyAudience.CertificationIssued;
}

/// <summary>What is planned of a round.</summary>
/// <param name="Form">The id of its form.</param>
/// <param name="FormVersion">The form's version, pinned: all replies of a round answer the same questions.</param>
/// <param name="Title">How the Secretariat calls it; 1 to 200 characters.</param>
/// <param name="Audience">Who is invited.</param>
/// <param name="OpensOn">The first day.</param>
/// <param name="ClosesOn">The last day; null for a round that stays open until it is closed.</param>
/// <param name="Quota">The most replies that are taken, 1 or more; null for any number.</param>
/// <param name="Minimum">The fewest replies that are published, and that are moved on together.</param>
/// <param name="Reminders">How long after the invitation those are reminded who have not replied.</param>
/// <param name="Minutes">How long a reply takes, as the invitation says.</param>
public sealed record SurveyPlan(
    string Form,
    int FormVersion,
    string Title,
    SurveyAudience Audience,
    DateOnly OpensOn,
    DateOnly? ClosesOn,
    int? Quota,
    int Minimum,
    IReadOnlyList<Period> Reminders,
    int Minutes)
{
    /// <summary>One reply alone is nobody's secret.</summary>
    public const int LeastMinimum = 2;

    /// <summary>Two groups of it still fit into one transaction of the storage.</summary>
    public const int MostMinimum = 20;
}

/// <summary>Where a round stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SurveyState>))]
public enum SurveyState
{
    /// <summary>Its first day has not come.</summary>
    [JsonStringEnumMemberName("scheduled")]
    Scheduled,

    /// <summary>It takes replies, and the machine invites those on its list.</summary>
    [JsonStringEnumMemberName("inviting")]
    Inviting,

    /// <summary>It takes replies.</summary>
    [JsonStringEnumMemberName("open")]
    Open,

    /// <summary>It takes no more replies, and the machine brings in those that are under way.</summary>
    [JsonStringEnumMemberName("closing")]
    Closing,

    /// <summary>Its results do not change any more.</summary>
    [JsonStringEnumMemberName("closed")]
    Closed,
}
