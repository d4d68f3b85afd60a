using System.Text.Json.Serialization;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Time;

namespace AsiFunctions.Domain.Membership;

/// <summary>An application for membership.</summary>
/// <param name="Id"><c>APP-…</c>; the member it becomes shares the rest.</param>
/// <param name="StepNumber">From 1; see <see cref="ICase"/>.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Answers">What was last submitted.</param>
/// <param name="Form">The form that was last filled in.</param>
/// <param name="SubmittedAt">When it was first submitted.</param>
/// <param name="Steps">The steps that are over, in order, each with its outcome and the deadline that was applied.</param>
/// <param name="Objections">By members, in order of their numbers.</param>
public sealed record Application(
    CaseId Id,
    int StepNumber,
    ApplicationState State,
    ApplicationAnswers Answers,
    FormVersion Form,
    DateTimeOffset SubmittedAt,
    IReadOnlyList<StepTaken> Steps,
    IReadOnlyList<Objection> Objections) : ICase
{
    /// <summary>The three letters of an application's id.</summary>
    public const string Prefix = "APP";

    /// <inheritdoc/>
    [JsonIgnore]
    public string StateName => State.Name;

    /// <summary>True once nothing can happen to it any more.</summary>
    [JsonIgnore]
    public bool IsOver => State is ApplicationState.Admitted or ApplicationState.Lapsed or ApplicationState.Withdrawn or ApplicationState.Closed;

    /// <summary>How often it was submitted: 1, and one more for each resubmission.</summary>
    [JsonIgnore]
    public int Round => 1 + Steps.Count(s => s.Outcome == AdmissionOutcomes.Resubmitted);

    /// <summary>True once members were told of it.</summary>
    [JsonIgnore]
    public bool WasNotified => State is ApplicationState.Notice || Steps.Any(s => s.What == AdmissionSteps.NoticeToMembers);

    /// <summary>The reason given when a step last ended in this way; null where none did, or none was given.</summary>
    /// <param name="outcome">One of <see cref="AdmissionOutcomes"/>.</param>
    public string? LastReason(string outcome) => Steps.LastOrDefault(s => s.Outcome == outcome)?.Reason;
}

/// <summary>A step that is over.</summary>
/// <param name="Number">Its <see cref="ICase.StepNumber"/>.</param>
/// <param name="What">Its kind, as in <see cref="AdmissionSteps"/>.</param>
/// <param name="Since">The day on which it began.</param>
/// <param name="Term">The deadline that was applied, with its rule.</param>
/// <param name="Outcome">How it ended, as in <see cref="AdmissionOutcomes"/>.</param>
/// <param name="By">Who ended it.</param>
/// <param name="On">The day on which it ended.</param>
/// <param name="Reason">The reason given; null where none was.</param>
public sealed record StepTaken(int Number, string What, DateOnly Since, Deadline Term, string Outcome, Actor By, DateOnly On, string? Reason);

/// <summary>A member's objection to an application.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Member">The organisation that objects.</param>
/// <param name="By">Its person.</param>
/// <param name="On">The day.</param>
/// <param name="Grounds">Why, in its own words.</param>
/// <param name="Answer">The Secretariat's answer; null while it is awaited.</param>
public sealed record Objection(int Number, CaseId Member, Actor By, DateOnly On, string Grounds, ObjectionAnswer? Answer);

/// <summary>The answer to an objection.</summary>
/// <param name="By">Who answered.</param>
/// <param name="On">The day.</param>
/// <param name="Text">The answer.</param>
public sealed record ObjectionAnswer(Actor By, DateOnly On, string Text);
