using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Time;

namespace AsiFunctions.Cases.Status;

/// <summary>Where a case stands, for whoever may know.</summary>
/// <param name="Reference">The case.</param>
/// <param name="Title">What it is about.</param>
/// <param name="State">The state's name.</param>
/// <param name="Version">For If-Match.</param>
/// <param name="BegunAt">When it began.</param>
/// <param name="ChangedAt">When it was last decided about.</param>
/// <param name="Next">What comes next; null when the case is over.</param>
/// <param name="Timeline">What happened, in order.</param>
/// <param name="Details">What the kind of case shows besides; null for nothing.</param>
public sealed record CaseStatus(
    CaseId Reference,
    string Title,
    string State,
    int Version,
    DateTimeOffset BegunAt,
    DateTimeOffset ChangedAt,
    NextStep? Next,
    IReadOnlyList<TimelineView> Timeline,
    object? Details);

/// <summary>What comes next.</summary>
/// <param name="Ball">Who has the ball: a role, the machine where only a date is awaited; null where nothing is.</param>
/// <param name="What">What is awaited; null where nothing is.</param>
/// <param name="Since">From which day.</param>
/// <param name="Until">The last day in time.</param>
/// <param name="Rule">The rule that set it.</param>
/// <param name="Then">What happens when it has passed.</param>
/// <param name="Choices">What whoever has the ball may decide.</param>
/// <param name="Task">The task's name, for staff and for the organisation that it waits for.</param>
public sealed record NextStep(
    Role? Ball,
    string? What,
    DateOnly? Since,
    DateOnly? Until,
    string? Rule,
    string? Then,
    IReadOnlyList<Choice> Choices,
    string? Task)
{
    /// <summary>What a step says; null at the end.</summary>
    public static NextStep? Of(Step step, string? taskId) => step switch
    {
        Step.Await a =>
            Dated(a.Due ?? a.Until) with { Ball = a.Ball, What = a.What, Since = a.Since, Then = a.Then, Choices = a.Choices, Task = taskId },
        Step.Sleep s => Dated(s.Until) with { Ball = Role.Machine, What = s.What, Since = s.Since, Then = s.Then },
        Step.Work w => Dated(until: null) with { Ball = Role.Machine, What = w.What, Since = w.Since },
        Step.Rest => Dated(until: null),
        _ => null,
    };

    private static NextStep Dated(Deadline? until) =>
        new(Ball: null, What: null, Since: null, until?.On, until?.Rule, Then: null, Choices: [], Task: null);
}

/// <summary>A line of the timeline.</summary>
/// <param name="Number">From 1.</param>
/// <param name="At">When.</param>
/// <param name="What">What happened.</param>
/// <param name="Role">Who did it, by role.</param>
/// <param name="By">Their name; ASI's people are named to ASI only.</param>
/// <param name="Reason">Why, where the viewer may read it.</param>
public sealed record TimelineView(int Number, DateTimeOffset At, string What, Role Role, string? By, string? Reason);
