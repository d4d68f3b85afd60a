using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Http;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Cases.Tasks;

/// <summary>A task goes to somebody else of the same role.</summary>
public sealed class ReassignTask(TaskStore tasks, IColleagues colleagues, TimeProvider clock)
{
    /// <summary>Hands the task over, whoever works on it: people fall ill.</summary>
    [Function(nameof(ReassignTask))]
    [OpenTo(Role.Secretariat, Role.Releaser, Role.Board)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tasks/{id}/reassign")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        Person person = request.HttpContext.Person();
        Body<Reassignment> body = await request.ReadAsync<Reassignment>(cancellation: cancellation);
        if (body.Problem is { } problem)
        {
            return problem;
        }

        if (!CaseTask.TryParseId(id, out CaseId caseId, out int number) || await tasks.FindAsync(caseId, number, cancellation) is not { } seen)
        {
            return Problems.NotFound();
        }

        if (!person.Has(seen.Role))
        {
            return TaskAnswers.Of(new TaskChange.NotYours(), clock.GetUtcNow());
        }

        if (await colleagues.FindAsync(body.Value.To, seen.Role, cancellation) is not { } to)
        {
            return Problems.InvalidForm([new Fault("/to", "unknown-person", $"There is no account with this id that has the role {Kebab.Of(seen.Role)}.")]);
        }

        TaskChange change = await tasks.ChangeAsync(caseId, number, (task, now) => TaskRules.Reassign(task, person, to, now), cancellation);
        return TaskAnswers.Of(change, clock.GetUtcNow());
    }

    /// <summary>The body.</summary>
    /// <param name="To">The account's id.</param>
    internal sealed record Reassignment(string To);
}
