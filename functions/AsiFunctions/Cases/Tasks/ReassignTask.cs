using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Cases.Tasks;

/// <summary>A task goes to a colleague.</summary>
public sealed class ReassignTask(TaskStore tasks, IColleagues colleagues, TimeProvider clock)
{
    /// <summary>
    /// Hands the task over, within its organisation and to somebody whose role fits it, whoever
    /// works on it: people fall ill. One point read for the task, one for the colleague, and the change's point read and transaction.
    /// </summary>
    [Function(nameof(ReassignTask))]
    [OpenTo(Role.Secretariat, Role.Releaser, Role.Board, Role.Auditor, Role.LeadAuditor, Role.Member, Role.MemberAdmin)]
    [Takes(typeof(Reassignment))]
    [Answers(200, typeof(TaskView))]
    [Refuses(404, 409)]
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

        if (TaskRules.InRole(seen, person) is null)
        {
            return TaskAnswers.Of(TaskRules.Refuse(seen, person), person, clock.GetUtcNow());
        }

        if (await colleagues.FindAsync(body.Value.To, seen, cancellation) is not { } to)
        {
            string roles = string.Join(" or ", TaskRoles.Fitting(seen.Role).Select(Kebab.Of));
            return Problems.InvalidForm(
                [new Fault("/to", "unknown-person", $"Your organisation has no account with this id that has the role {roles}.")]);
        }

        TaskChange change = await tasks.ChangeAsync(caseId, number, person, (task, by, now) => TaskRules.Reassign(task, by, to, now), cancellation);
        return TaskAnswers.Of(change, person, clock.GetUtcNow());
    }

    /// <summary>To whom a task goes.</summary>
    /// <param name="To">The id of a colleague's account.</param>
    internal sealed record Reassignment(string To);
}
