using AsiFunctions.Access;
using AsiFunctions.Cases.Status;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Storage;

namespace AsiFunctions.Cases.Tasks;

/// <summary>Which tasks are asked for; null does not restrict.</summary>
[Asks("role", typeof(Role), "Whose tasks; default: those of the caller's roles. Another role's are for the Secretariat (403).")]
[Asks("organisation", typeof(CaseId), "The member or audit firm whose people they wait for; for the Secretariat (403 for others).")]
[Asks("kind", typeof(string), "What is awaited; default: anything.")]
[Asks("state", typeof(TaskState), "Open, claimed or done; default: what is not done.")]
[Asks("overdue", typeof(bool), "True for tasks whose last day is over, false for the others; default: both.")]
[Asks("assignee", typeof(string), "Who works on it: me, none, or an account's id; default: anybody.")]
[Asks("case", typeof(CaseId), "One case only.")]
[Asks("q", typeof(string), "Part of the title, or of the reference as people write it.")]
[Asks("from", typeof(DateOnly), "The first day since which it may wait.")]
[Asks("to", typeof(DateOnly), "The last day since which it may wait.")]
[Asks("dueFrom", typeof(DateOnly), "The first day on which it may be due.")]
[Asks("dueTo", typeof(DateOnly), "The last day on which it may be due.")]
[Asks("followUpTo", typeof(DateOnly), "The day by which the day for seeing it again has come.")]
internal sealed record TaskFilter
{
    public Role? Role { get; private init; }

    public CaseId? Organisation { get; private init; }

    public string? Kind { get; private init; }

    public TaskState? State { get; private init; }

    public bool? Overdue { get; private init; }

    public string? Assignee { get; private init; }

    public CaseId? Case { get; private init; }

    public string? Text { get; private init; }

    public DateOnly? From { get; private init; }

    public DateOnly? To { get; private init; }

    public DateOnly? DueFrom { get; private init; }

    public DateOnly? DueTo { get; private init; }

    public DateOnly? FollowUpTo { get; private init; }

    public static TaskFilter Read(QueryReader query) => new()
    {
        Role = query.OneOf<Role>("role"),
        Organisation = query.Reference("organisation", Access.Organisation.MemberPrefix, Access.Organisation.AuditFirmPrefix),
        Kind = query.Text("kind"),
        State = query.OneOf<TaskState>("state"),
        Overdue = query.Flag("overdue"),
        Assignee = query.Text("assignee"),
        Case = query.Reference("case"),
        Text = query.Text("q"),
        From = query.Date("from"),
        To = query.Date("to"),
        DueFrom = query.Date("dueFrom"),
        DueTo = query.Date("dueTo"),
        FollowUpTo = query.Date("followUpTo"),
    };

    /// <summary>True for a task that is asked for. Role and organisation were asked of the service.</summary>
    public bool Fits(CaseTask task, Person person, DateTimeOffset now) =>
        (Kind is null || task.Kind == Kind)
        && (State is null || TaskView.StateOf(task) == State)
        && (Overdue is null || TaskView.IsOverdue(task, now) == Overdue)
        && (Case is null || task.CaseId == Case)
        && CaseText.Matches(Text, task.CaseId, task.Title)
        && IsWithin(task.Since, From, To)
        && IsWithin(task.Due?.On, DueFrom, DueTo)
        && IsWithin(task.FollowUpOn, first: null, FollowUpTo)
        && Assignee switch
        {
            null => true,
            "none" => task.Claim is null,
            "me" => task.Claim?.By.Id == person.AccountId,
            string id => task.Claim?.By.Id == id,
        };

    // Without a day nothing is within bounds.
    private static bool IsWithin(DateOnly? day, DateOnly? first, DateOnly? last) => (first is null || day >= first) && (last is null || day <= last);
}
