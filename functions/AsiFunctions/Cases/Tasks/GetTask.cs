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
    /// <summary>A task of one of the caller's roles, open or done. The Secretariat sees all.</summary>
    [Function(nameof(GetTask))]
    [OpenTo(Role.Secretariat, Role.Releaser, Role.Board)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/tasks/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        Person person = request.HttpContext.Person();
        return CaseTask.TryParseId(id, out CaseId caseId, out int number)
            && await tasks.FindAsync(caseId, number, cancellation) is { } task
            && person.Has(task.Role, Role.Secretariat)
            ? Results.Ok(TaskView.Of(task, clock.GetUtcNow()))
            : Problems.NotFound();
    }
}
