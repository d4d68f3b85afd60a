using System.Globalization;
using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Cases.Tasks;

/// <summary>The one work queue.</summary>
public sealed class ListTasks(TaskStore tasks, TimeProvider clock)
{
    private static readonly Role[] StaffRoles = [Role.Secretariat, Role.Releaser, Role.Board];

    /// <summary>
    /// The tasks of the caller's roles, soonest due first. The Secretariat, which looks after all of them, may ask for another role's too.
    /// Filters: role, kind, state (open, claimed, done; without: what is not done), overdue, assignee (me, none or an account's id), case.
    /// </summary>
    [Function(nameof(ListTasks))]
    [OpenTo(Role.Secretariat, Role.Releaser, Role.Board)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/tasks")] HttpRequest request,
        CancellationToken cancellation)
    {
        Person person = request.HttpContext.Person();
        QueryReader query = new(request);
        TaskFilter filter = TaskFilter.Read(query);
        string? page = query.Text("page", maxLength: 500);
        int size = query.PageSize();
        if (query.Problem is { } problem)
        {
            return problem;
        }

        if (filter.Role is { } asked && !person.Has(asked, Role.Secretariat))
        {
            return Problems.Forbidden("These tasks belong to another role.");
        }

        DateTimeOffset now = clock.GetUtcNow();
        Role[] roles = filter.Role is { } one ? [one] : [.. StaffRoles.Where(role => person.Has(role))];
        IReadOnlyList<CaseTask> found = await tasks.ListAsync(roles, ended: filter.State is TaskState.Done, cancellation);
        return Paging.Cut(found.Where(task => filter.Fits(task, person, now)), SortKey, page, size) is { } cut
            ? Results.Ok(new Page<TaskView>([.. cut.Items.Select(task => TaskView.Of(task, now))], cut.Next))
            : Problems.InvalidParameter("page", "This is not the page token of an earlier answer.");
    }

    // Ended ones: the latest first. Open ones: the soonest due first, those without a date last.
    private static string SortKey(CaseTask task) => task.Outcome is { } end
        ? string.Create(CultureInfo.InvariantCulture, $"{DateTimeOffset.MaxValue.UtcTicks - end.At.UtcTicks:D19}|{task.Id}")
        : string.Create(CultureInfo.InvariantCulture, $"{task.Due?.On ?? DateOnly.MaxValue:yyyy-MM-dd}|{task.Since:yyyy-MM-dd}|{task.Id}");
}

/// <summary>Which tasks are asked for; null does not restrict.</summary>
internal sealed record TaskFilter(Role? Role, string? Kind, TaskState? State, bool? Overdue, string? Assignee, CaseId? Case)
{
    public static TaskFilter Read(QueryReader query) => new(
        query.OneOf<Role>("role"),
        query.Text("kind"),
        query.OneOf<TaskState>("state"),
        query.Flag("overdue"),
        query.Text("assignee"),
        query.Reference("case"));

    public bool Fits(CaseTask task, Person person, DateTimeOffset now) =>
        (Kind is null || task.Kind == Kind)
        && (State is null || TaskView.StateOf(task) == State)
        && (Overdue is null || TaskView.IsOverdue(task, now) == Overdue)
        && (Case is null || task.CaseId == Case)
        && Assignee switch
        {
            null => true,
            "none" => task.Claim is null,
            "me" => task.Claim?.By.Id == person.AccountId,
            string id => task.Claim?.By.Id == id,
        };
}
