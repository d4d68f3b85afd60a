using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Cases.Tasks;

/// <summary>Shows a task.</summary>
public sealed class GetTask(TaskStore tasks, TimeProvider clock)
{
    /// <summary>
    /// A task of the caller's, by role and organisation, open or done; the Secretariat sees all.
    /// 403 for a task of colleagues in another role, of which the case's status tells; 404 for others. One point read, two for one that is done.
    /// </summary>
    [Function(nameof(GetTask))]
    [OpenTo(Role.Secretariat, Role.Releaser, Role.Board, Role.Auditor, Role.LeadAuditor, Role.Member, Role.MemberAdmin)]
    [Answers(200, typeof(TaskView))]
    [Refuses(404)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/tasks/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        Person person = request.HttpContext.Person();
        if (!CaseTask.TryParseId(id, out CaseId caseId, out int number) || await tasks.FindAsync(caseId, number, cancellation) is not { } task)
        {
            return Problems.NotFound();
        }

        DateTimeOffset now = clock.GetUtcNow();
        return TaskRules.Sees(task, person)
            ? Results.Ok(TaskView.Of(task, person, now))
            : TaskAnswers.Of(TaskRules.Refuse(task, person), person, now);
    }
}
