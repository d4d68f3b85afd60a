using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Storage;

namespace AsiFunctions.Cases.Tasks;

/// <summary>A task as those see it whose it is, and the Secretariat.</summary>
/// <param name="Id">The task's name.</param>
/// <param name="Case">The case's reference.</param>
/// <param name="Kind">What is awaited.</param>
/// <param name="Role">Whose it is.</param>
/// <param name="Title">What the case is about.</param>
/// <param name="State">Open, claimed or done.</param>
/// <param name="Since">From which day it waits.</param>
/// <param name="Due">The last day in time.</param>
/// <param name="Rule">The rule that set <paramref name="Due"/>.</param>
/// <param name="Overdue">True when it is not done and the last day is over.</param>
/// <param name="FollowUpOn">When who works on it wants to see it again.</param>
/// <param name="Assignee">Who works on it.</param>
/// <param name="Choices">What may be decided.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Organisation">The member or audit firm whose people it waits for; null where that is ASI, or an applicant.</param>
public sealed record TaskView(
    string Id,
    CaseId Case,
    string Kind,
    Role Role,
    string Title,
    TaskState State,
    DateOnly Since,
    DateOnly? Due,
    string? Rule,
    bool Overdue,
    DateOnly? FollowUpOn,
    AssigneeView? Assignee,
    IReadOnlyList<Choice> Choices,
    OutcomeView? Outcome,
    CaseId? Organisation)
{
    /// <summary>The task at a moment, as a person may see it.</summary>
    public static TaskView Of(CaseTask task, Person person, DateTimeOffset now) => new(
        task.Id,
        task.CaseId,
        task.Kind,
        task.Role,
        task.Title,
        StateOf(task),
        task.Since,
        task.Due?.On,
        task.Due?.Rule,
        IsOverdue(task, now),
        task.FollowUpOn,
        task.Claim is { } claim ? new AssigneeView(claim.By.Id, claim.By.Name, claim.At) : null,
        task.Outcome is null ? task.Choices : [],
        TaskRules.EndFor(task, person) is { } end ? new OutcomeView(end.Decision, end.By.Name, end.By.Role, end.At, end.Reason) : null,
        task.Organisation);

    /// <summary>Open, claimed or done.</summary>
    public static TaskState StateOf(CaseTask task) => task switch
    {
        { Outcome: not null } => TaskState.Done,
        { Claim: not null } => TaskState.Claimed,
        _ => TaskState.Open,
    };

    /// <summary>True when the task is not done and its last day is over.</summary>
    public static bool IsOverdue(CaseTask task, DateTimeOffset now) => task is { Outcome: null, Due: { } due } && due.IsPast(now);
}

/// <summary>Where a task stands.</summary>
public enum TaskState
{
    /// <summary>Nobody works on it.</summary>
    Open,

    /// <summary>Somebody works on it.</summary>
    Claimed,

    /// <summary>It was decided, or the case went on without a decision.</summary>
    Done,
}

/// <summary>Who works on a task.</summary>
/// <param name="Id">The account's id.</param>
/// <param name="Name">Their name; null after erasure.</param>
/// <param name="Since">When they took it.</param>
public sealed record AssigneeView(string Id, string? Name, DateTimeOffset Since);

/// <summary>How a task ended.</summary>
/// <param name="Decision">What was decided.</param>
/// <param name="By">Who decided; null for the machine and after erasure. ASI's people are named to ASI only.</param>
/// <param name="Role">In which role.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why; outside ASI only where the task's own people decided.</param>
public sealed record OutcomeView(string Decision, string? By, Role Role, DateTimeOffset At, string? Reason);
