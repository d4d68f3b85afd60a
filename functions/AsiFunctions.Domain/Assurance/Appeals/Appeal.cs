using System.Text.Json.Serialization;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Time;

namespace AsiFunctions.Domain.Assurance.Appeals;

/// <summary>A member's appeal against one decision: filed once, heard by people who took no part, upheld or overturned with reasons.</summary>
/// <param name="Id">Its reference, <c>APL-…</c>; in the partition of its member.</param>
/// <param name="StepNumber">From 1; see <see cref="ICase"/>.</param>
/// <param name="Member">Who appeals.</param>
/// <param name="Subject">The case whose decision it is about.</param>
/// <param name="Decision">The decision, as it was when the appeal was filed, with everybody who took part in it.</param>
/// <param name="Grounds">What should be seen differently, in the member's words.</param>
/// <param name="By">Who filed it.</param>
/// <param name="FiledAt">When.</param>
/// <param name="Due">The last day for hearing it in time.</param>
/// <param name="Said">The keys of the reminders that were given.</param>
/// <param name="Escalated">True once the Secretariat was told that the day has passed.</param>
/// <param name="Request">Names the request that filed it, so that a repeat is known.</param>
/// <param name="Outcome">How it ended; null while it is to be heard.</param>
public sealed record Appeal(
    CaseId Id,
    int StepNumber,
    CaseId Member,
    CaseId Subject,
    AppealableDecision Decision,
    string Grounds,
    Actor By,
    DateTimeOffset FiledAt,
    Deadline Due,
    IReadOnlyList<string> Said,
    bool Escalated,
    string Request,
    AppealOutcome? Outcome) : ICase
{
    /// <summary>The three letters of an appeal's reference.</summary>
    public const string Prefix = "APL";

    /// <summary><c>filed</c>, <c>upheld</c> or <c>overturned</c>.</summary>
    [JsonIgnore]
    public string StateName => Outcome switch { null => "filed", { Overturned: true } => "overturned", _ => "upheld" };
}

/// <summary>How an appeal ended.</summary>
/// <param name="Overturned">True where the decision was overturned; false where it stands.</param>
/// <param name="By">Who heard it.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why.</param>
public sealed record AppealOutcome(bool Overturned, Actor By, DateTimeOffset At, string Reason);

/// <summary>What somebody wants of an appeal.</summary>
public abstract record AppealCommand
{
    private AppealCommand(Actor by) => By = by;

    /// <summary>Who.</summary>
    public Actor By { get; }

    /// <summary>Lets the decision stand.</summary>
    public sealed record Uphold(Actor By, string? Reason) : AppealCommand(By);

    /// <summary>Overturns the decision.</summary>
    public sealed record Overturn(Actor By, string? Reason) : AppealCommand(By);

    /// <summary>Time passes.</summary>
    public sealed record TimePasses() : AppealCommand(Actor.Machine);
}
