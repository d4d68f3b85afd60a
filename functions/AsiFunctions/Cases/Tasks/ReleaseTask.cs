using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Cases.Tasks;

/// <summary>Somebody gives a task back.</summary>
public sealed class ReleaseTask(TaskStore tasks, TimeProvider clock)
{
    /// <summary>Gives the task back to the queue. Only who works on it can; 409 for others, and once it is decided.</summary>
    [Function(nameof(ReleaseTask))]
    [OpenTo(Role.Secretariat, Role.Releaser, Role.Board, Role.Auditor, Role.LeadAuditor, Role.Member, Role.MemberAdmin)]
    [Answers(200, typeof(TaskView))]
    [Refuses(404, 409)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tasks/{id}/release")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        Person person = request.HttpContext.Person();
        if (!CaseTask.TryParseId(id, out CaseId caseId, out int number))
        {
            return Problems.NotFound();
        }

        TaskChange change = await tasks.ChangeAsync(caseId, number, person, TaskRules.Release, cancellation);
        return TaskAnswers.Of(change, person, clock.GetUtcNow());
    }
}
