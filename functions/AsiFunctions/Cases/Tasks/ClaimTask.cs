using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Cases.Tasks;

/// <summary>Somebody takes a task.</summary>
public sealed class ClaimTask(TaskStore tasks, TimeProvider clock)
{
    /// <summary>
    /// Takes the task for the caller. Again by the same person: no change; by another, or once it
    /// is decided: 409 with who works on it, or what was decided.
    /// </summary>
    [Function(nameof(ClaimTask))]
    [OpenTo(Role.Secretariat, Role.Releaser, Role.Board, Role.Auditor, Role.LeadAuditor, Role.Member, Role.MemberAdmin)]
    [Answers(200, typeof(TaskView))]
    [Refuses(404, 409)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tasks/{id}/claim")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        Person person = request.HttpContext.Person();
        if (!CaseTask.TryParseId(id, out CaseId caseId, out int number))
        {
            return Problems.NotFound();
        }

        TaskChange change = await tasks.ChangeAsync(caseId, number, person, TaskRules.Claim, cancellation);
        return TaskAnswers.Of(change, person, clock.GetUtcNow());
    }
}
