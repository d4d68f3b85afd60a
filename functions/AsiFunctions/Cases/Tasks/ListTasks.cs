using System.Globalization;
using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Cases.Tasks;

/// <summary>Lists the tasks that wait for people: the one work queue.</summary>
public sealed class ListTasks(TaskStore tasks, TimeProvider clock)
{
    /// <summary>
    /// The tasks of the caller's roles that wait for the caller's organisation, soonest due first.
    /// The Secretariat, which looks after all of them, may ask for another role's or organisation's too.
    /// 16 range reads, filtered by role and organisation at the service.
    /// </summary>
    [Function(nameof(ListTasks))]
    [OpenTo(Role.Secretariat, Role.Releaser, Role.Board, Role.Auditor, Role.LeadAuditor, Role.Member, Role.MemberAdmin)]
    [AsksLike(typeof(TaskFilter))]
    [AsksLike(typeof(Paging))]
    [Answers(200, typeof(Page<TaskView>))]
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

        bool looksAfterAll = person.Has(Role.Secretariat);
        Role[] own = [.. TaskRoles.All.Where(role => person.Has([.. TaskRoles.Fitting(role)]))];
        if (filter.Role is { } asked && !looksAfterAll && !own.Contains(asked))
        {
            return Problems.Forbidden("These tasks belong to another role.");
        }

        if (filter.Organisation is not null && !looksAfterAll)
        {
            return Problems.Forbidden(
                "Only the Secretariat looks after an organisation's tasks; leave the parameter 'organisation' out to see your own.");
        }

        Role[] roles = filter switch
        {
            { Role: { } one } => [one],
            { Organisation: not null } => [.. TaskRoles.All.Where(TaskRoles.IsOutside)],
            _ => own,
        };
        DateTimeOffset now = clock.GetUtcNow();
        CaseId? organisation = person.Organisation.Id ?? filter.Organisation;
        IReadOnlyList<CaseTask> found = await tasks.ListAsync(roles, organisation, ended: filter.State is TaskState.Done, cancellation);
        IEnumerable<CaseTask> shown = found.Where(task => TaskRules.Sees(task, person) && filter.Fits(task, person, now));
        return Paging.Cut(shown, SortKey, page, size) is { } cut
            ? Results.Ok(new Page<TaskView>([.. cut.Items.Select(task => TaskView.Of(task, person, now))], cut.Next))
            : Problems.InvalidParameter("page", "This is not the page token of an earlier answer.");
    }

    // Ended ones: the latest first. Open ones: the soonest due first, those without a date last.
    private static string SortKey(CaseTask task) => task.Outcome is { } end
        ? string.Create(CultureInfo.InvariantCulture, $"{DateTimeOffset.MaxValue.UtcTicks - end.At.UtcTicks:D19}|{task.Id}")
        : string.Create(CultureInfo.InvariantCulture, $"{task.Due?.On ?? DateOnly.MaxValue:yyyy-MM-dd}|{task.Since:yyyy-MM-dd}|{task.Id}");
}
