using System.Text.Json.Serialization;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Time;

namespace AsiFunctions.Domain.Assurance.Accreditation;

/// <summary>Where an audit firm's or an auditor's accreditation stands. Only <see cref="Accredited"/> allows audit work.</summary>
/// <remarks>Source of the two accreditations: the ASI Oversight Mechanism; the states are an assumption.</remarks>
[JsonConverter(typeof(JsonStringEnumConverter<AccreditationState>))]
public enum AccreditationState
{
    /// <summary>A firm that has applied.</summary>
    [JsonStringEnumMemberName("under-review")]
    UnderReview,

    /// <summary>An individual who has applied, before training and exam are done.</summary>
    [JsonStringEnumMemberName("in-training")]
    InTraining,

    /// <summary>In force.</summary>
    [JsonStringEnumMemberName("accredited")]
    Accredited,

    /// <summary>Not in force until further notice.</summary>
    [JsonStringEnumMemberName("suspended")]
    Suspended,

    /// <summary>Ended for good; who wants to come back applies anew.</summary>
    [JsonStringEnumMemberName("withdrawn")]
    Withdrawn,

    /// <summary>Never accredited; who tries again applies anew.</summary>
    [JsonStringEnumMemberName("refused")]
    Refused,
}

/// <summary>A state with why it is so.</summary>
/// <param name="State">Where the accreditation stands.</param>
/// <param name="Reason">As given; null where none was needed.</param>
public sealed record AccreditationStatus(AccreditationState State, string? Reason = null)
{
    /// <summary>True where nothing follows.</summary>
    [JsonIgnore]
    public bool IsOver => State is AccreditationState.Withdrawn or AccreditationState.Refused;

    /// <summary>The state's name, the same as in JSON.</summary>
    [JsonIgnore]
    public string Name => State switch
    {
        AccreditationState.UnderReview => "under-review",
        AccreditationState.InTraining => "in-training",
        AccreditationState.Accredited => "accredited",
        AccreditationState.Suspended => "suspended",
        AccreditationState.Withdrawn => "withdrawn",
        _ => "refused",
    };
}

/// <summary>What an audit firm and an auditor have in common: a standing and scopes, from day to day.</summary>
/// <typeparam name="TSelf">The kind of case.</typeparam>
internal interface IAccredited<out TSelf> : ICase
    where TSelf : IAccredited<TSelf>
{
    /// <summary>The standing from day to day.</summary>
    History<AccreditationStatus> Statuses { get; }

    /// <summary>Every scope that was ever granted, in order.</summary>
    IReadOnlyList<AccreditedScope> Scopes { get; }

    /// <summary>The same with another standing.</summary>
    /// <param name="statuses">From day to day.</param>
    /// <param name="stepNumber">The step's number then.</param>
    TSelf WithStatuses(History<AccreditationStatus> statuses, int stepNumber);

    /// <summary>The same with other scopes.</summary>
    TSelf WithScopes(IReadOnlyList<AccreditedScope> scopes);
}
