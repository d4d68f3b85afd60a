using AsiFunctions.Access;
using AsiFunctions.Cases.Status;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using AsiFunctions.Storage;

namespace AsiFunctions.Cases.Tasks;

/// <summary>Which tasks are asked for; null does not restrict.</summary>
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
