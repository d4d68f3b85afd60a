using System.Text.Json.Serialization;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Time;

namespace AsiFunctions.Domain.Membership;

/// <summary>Where an application stands. Each state keeps the deadline it was given when it began, with the rule that set it.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "state")]
[JsonDerivedType(typeof(Submitted), "submitted")]
[JsonDerivedType(typeof(Returned), "returned")]
[JsonDerivedType(typeof(DueDiligence), "due-diligence")]
[JsonDerivedType(typeof(Notice), "notice")]
[JsonDerivedType(typeof(ObjectionsOpen), "objections-open")]
[JsonDerivedType(typeof(DecisionPending), "decision-pending")]
[JsonDerivedType(typeof(Approved), "approved")]
[JsonDerivedType(typeof(Declined), "declined")]
[JsonDerivedType(typeof(Appealed), "appealed")]
[JsonDerivedType(typeof(Admitted), "admitted")]
[JsonDerivedType(typeof(Lapsed), "lapsed")]
[JsonDerivedType(typeof(Withdrawn), "withdrawn")]
[JsonDerivedType(typeof(Closed), "closed")]
public abstract record ApplicationState
{
    private ApplicationState()
    {
    }

    /// <summary>The state's name in kebab case, the same as in JSON.</summary>
    [JsonIgnore]
    public string Name => this switch
    {
        Submitted => "submitted",
        Returned => "returned",
        DueDiligence => "due-diligence",
        Notice => "notice",
        ObjectionsOpen => "objections-open",
        DecisionPending => "decision-pending",
        Approved => "approved",
        Declined => "declined",
        Appealed => "appealed",
        Admitted => "admitted",
        Lapsed => "lapsed",
        Withdrawn => "withdrawn",
        Closed => "closed",
        _ => throw new InvalidOperationException($"The state {GetType().Name} has no name."),
    };

    /// <summary>Submitted or resubmitted; the Secretariat checks whether it is complete.</summary>
    public sealed record Submitted(DateOnly Since, Deadline Due, bool Escalated = false) : ApplicationState;

    /// <summary>Sent back to the applicant with reasons.</summary>
    public sealed record Returned(DateOnly Since, Deadline Due, IReadOnlyList<ReturnReason> Reasons, IReadOnlyList<string> Reminded) : ApplicationState;

    /// <summary>Complete; the Secretariat does its due diligence.</summary>
    public sealed record DueDiligence(DateOnly Since, Deadline Due, bool Escalated = false) : ApplicationState;

    /// <summary>Members were told and may object until the window closes.</summary>
    public sealed record Notice(DateOnly Since, Deadline Closes) : ApplicationState;

    /// <summary>The window is closed, and objections await an answer.</summary>
    public sealed record ObjectionsOpen(DateOnly Since, Deadline Due, bool Escalated = false) : ApplicationState;

    /// <summary>The board decides.</summary>
    public sealed record DecisionPending(DateOnly Since, Deadline Due, bool Escalated = false) : ApplicationState;

    /// <summary>Approved and invoiced.</summary>
    /// <param name="Since">The day of approval, which is the invoice's day.</param>
    /// <param name="Invoice">The invoice's reference.</param>
    /// <param name="Due">The last day of payment.</param>
    /// <param name="Closes">The last day on which a payment made in time may be recorded.</param>
    /// <param name="Reminded">Keys of the reminders already given.</param>
    public sealed record Approved(DateOnly Since, string Invoice, Deadline Due, Deadline Closes, IReadOnlyList<string> Reminded) : ApplicationState;

    /// <summary>Declined by the board; the applicant may appeal, once.</summary>
    public sealed record Declined(DateOnly Since, string Reason, Deadline AppealUntil) : ApplicationState;

    /// <summary>Appealed; heard by somebody else than who declined.</summary>
    public sealed record Appealed(DateOnly Since, string Grounds, Deadline Due, bool Escalated = false) : ApplicationState;

    /// <summary>The organisation is a member. The end.</summary>
    public sealed record Admitted(DateOnly On, CaseId Member, JoinDate Joined) : ApplicationState;

    /// <summary>A day went by. The end.</summary>
    /// <param name="On">The first day after the deadline.</param>
    /// <param name="Step">What was not done in time: <c>resubmission</c>, <c>payment</c>.</param>
    /// <param name="Missed">The deadline.</param>
    public sealed record Lapsed(DateOnly On, string Step, Deadline Missed) : ApplicationState;

    /// <summary>Withdrawn. The end.</summary>
    public sealed record Withdrawn(DateOnly On) : ApplicationState;

    /// <summary>Declined for good: not appealed in time, the appeal was dismissed or withdrawn. The end.</summary>
    public sealed record Closed(DateOnly On) : ApplicationState;
}

/// <summary>One reason for which an application is returned.</summary>
/// <param name="Field">The answer concerned, as a JSON pointer into the form's answers; null where it concerns the whole.</param>
/// <param name="Text">What to complete or correct.</param>
public sealed record ReturnReason(string? Field, string Text);
