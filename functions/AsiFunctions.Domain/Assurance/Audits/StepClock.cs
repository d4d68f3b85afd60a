using AsiFunctions.Domain.Time;

namespace AsiFunctions.Domain.Assurance.Audits;

/// <summary>Since when the present state lasts, until when, and what was said about that.</summary>
/// <param name="Since">The first day.</param>
/// <param name="Due">The last day in time; null where none is set.</param>
/// <param name="Said">The keys of the reminders that were given.</param>
/// <param name="Escalated">True once the last day has passed and the Secretariat was told.</param>
public sealed record StepClock(DateOnly Since, Deadline? Due, IReadOnlyList<string> Said, bool Escalated)
{
    /// <summary>A fresh one.</summary>
    public static StepClock From(DateOnly since, Deadline? due = null) => new(since, due, [], Escalated: false);
}
