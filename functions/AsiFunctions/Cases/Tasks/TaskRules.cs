using System.Globalization;
using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Storage;

namespace AsiFunctions.Cases.Tasks;

/// <summary>Who may do what to an open task. Pure.</summary>
public static class TaskRules
{
    /// <summary>Characters that a reason may have.</summary>
    public const int MaxReasonLength = 4000;

    /// <summary>Timeline lines about who works on a task begin with this; only ASI sees them.</summary>
    public const string EventPrefix = "task-";

    /// <summary>
    /// The person in the first role that they have of those that fit the task, in the organisation that it waits for; null when it is not theirs.
    /// </summary>
    public static Actor? InRole(CaseTask task, Person person) =>
        person.Organisation.Id == task.Organisation ? person.AsActorIn([.. TaskRoles.Fitting(task.Role)]) : null;

    /// <summary>
    /// True where the person finds the task in a queue: it is theirs, or they are of the Secretariat, which looks after all of them.
    /// </summary>
    public static bool Sees(CaseTask task, Person person) => InRole(task, person) is not null || person.Has(Role.Secretariat);

    /// <summary>
    /// True where the person may know that there is such a task: of ASI's those of ASI, of an organisation's its people, of each the Secretariat.
    /// </summary>
    public static bool MayKnow(CaseTask task, Person person) => person.Organisation.Id == task.Organisation || person.Has(Role.Secretariat);

    /// <summary>What a person is told whose task it is not.</summary>
    public static TaskChange Refuse(CaseTask task, Person person) => MayKnow(task, person) ? new TaskChange.NotYours() : new TaskChange.NotFound();

    /// <summary>
    /// How the task ended, as the person may know it; null while it is open. Outside ASI nobody
    /// reads what ASI's people are called, nor reasons that were not given for this task by its own people: they may have been meant for ASI only.
    /// </summary>
    public static TaskEnd? EndFor(CaseTask task, Person person) => task.Outcome switch
    {
        null => null,
        { } end when person.Organisation.Kind is OrganisationKind.Asi => end,
        { } end => end with
        {
            By = TaskRoles.IsOutside(end.By.Role) ? end.By : end.By with { Name = null },
            Reason = TaskRoles.Fitting(task.Role).Contains(end.By.Role) ? end.Reason : null,
        },
    };

    /// <summary>The person takes the task. Taking it again changes nothing.</summary>
    public static TaskChange Claim(CaseTask task, Person person, DateTimeOffset now) => (InRole(task, person), task.Claim) switch
    {
        (null, _) => Refuse(task, person),
        ({ } by, null) => new TaskChange.Changed(task with { Claim = new TaskClaim(by, now) }, Line("claimed", by)),
        ({ } by, { } claim) when claim.By.Id == by.Id => new TaskChange.Changed(task, Line: null),
        (_, { } claim) => new TaskChange.Claimed(claim),
    };

    /// <summary>The person gives the task back. Only who works on it can.</summary>
    public static TaskChange Release(CaseTask task, Person person, DateTimeOffset now) => (InRole(task, person), task.Claim) switch
    {
        (null, _) => Refuse(task, person),
        (_, null) => new TaskChange.Changed(task, Line: null),
        ({ } by, { } claim) when claim.By.Id == by.Id => new TaskChange.Changed(task with { Claim = null, FollowUpOn = null }, Line("released", by)),
        (_, { } claim) => new TaskChange.Claimed(claim),
    };

    /// <summary>
    /// The person hands the task to a colleague whom it fits too, whoever works on it. The timeline names the account, not the person.
    /// </summary>
    public static TaskChange Reassign(CaseTask task, Person person, Actor to, DateTimeOffset now) => InRole(task, person) switch
    {
        null => Refuse(task, person),
        _ when task.Claim?.By.Id == to.Id => new TaskChange.Changed(task, Line: null),
        { } by => new TaskChange.Changed(task with { Claim = new TaskClaim(to, now) }, Line("reassigned", by) with { Reason = to.Id }),
    };

    /// <summary>The person wants to see the task again on a day; null: no more.</summary>
    public static TaskChange FollowUp(CaseTask task, Person person, DateOnly? on) => (InRole(task, person), task.Claim) switch
    {
        (null, _) => Refuse(task, person),
        ({ } by, { } claim) when claim.By.Id != by.Id => new TaskChange.Claimed(claim),
        _ when task.FollowUpOn == on => new TaskChange.Changed(task, Line: null),
        ({ } by, _) => new TaskChange.Changed(
            task with { FollowUpOn = on }, Line("follow-up", by) with { Reason = on?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) }),
    };

    /// <summary>Whether the outcome is one of the task's choices, with a reason where one is needed.</summary>
    public static Fault? Check(CaseTask task, TaskOutcome outcome) => task.Choices.FirstOrDefault(c => c.Decision == outcome.Decision) switch
    {
        null => new Fault(
            "/decision", "unknown-decision", $"This task can be decided by: {string.Join(", ", task.Choices.Select(c => c.Decision))}."),
        { ReasonRequired: true } when string.IsNullOrWhiteSpace(outcome.Reason) => new Fault(
            "/reason", "required", "Please give the reason for this decision."),
        _ when outcome.Reason?.Length > MaxReasonLength => new Fault("/reason", "too-long", $"Please use at most {MaxReasonLength} characters."),
        _ => null,
    };

    // Who works on what is told to ASI only.
    private static CaseEvent Line(string what, Actor by) => new(EventPrefix + what, by, Public: false);
}
