using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Cases.Tasks;

/// <summary>One task.</summary>
public sealed class GetTask(TaskStore tasks, TimeProvider clock)
{
    /// <summary>A task of the caller's, by role and organisation, open or done; 404 for others. The Secretariat sees all. One point read, two for one that is done.</summary>
    [Function(nameof(GetTask))]
    [OpenTo(Role.Secretariat, Role.Releaser, Role.Board, Role.Auditor, Role.LeadAuditor, Role.Member, Role.MemberAdmin)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/tasks/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        Person person = request.HttpContext.Person();
        return CaseTask.TryParseId(id, out CaseId caseId, out int number)
            && await tasks.FindAsync(caseId, number, cancellation) is { } task
            && TaskRules.Sees(task, person)
            ? Results.Ok(TaskView.Of(task, person, clock.GetUtcNow()))
            : Problems.NotFound();
    }
}
