using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Cases.Tasks;

/// <summary>Somebody wants to see a task again on a day.</summary>
public sealed class FollowUpTask(TaskStore tasks, TimeProvider clock)
{
    /// <summary>Sets the day, or takes it away. 409 where somebody else works on the task, and once it is decided.</summary>
    [Function(nameof(FollowUpTask))]
    [OpenTo(Role.Secretariat, Role.Releaser, Role.Board, Role.Auditor, Role.LeadAuditor, Role.Member, Role.MemberAdmin)]
    [Takes(typeof(FollowUp))]
    [Answers(200, typeof(TaskView))]
    [Refuses(404, 409)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tasks/{id}/follow-up")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        Person person = request.HttpContext.Person();
        Body<FollowUp> body = await request.ReadAsync<FollowUp>(cancellation: cancellation);
        if (body.Problem is { } problem)
        {
            return problem;
        }

        DateTimeOffset now = clock.GetUtcNow();
        if (body.Value.On < DateOnly.FromDateTime(now.UtcDateTime))
        {
            return Problems.InvalidForm([new Fault("/on", "past", "Choose today or a later day.")]);
        }

        return CaseTask.TryParseId(id, out CaseId caseId, out int number)
            ? TaskAnswers.Of(
                await tasks.ChangeAsync(caseId, number, person, (task, by, _) => TaskRules.FollowUp(task, by, body.Value.On), cancellation),
                person,
                now)
            : Problems.NotFound();
    }

    /// <summary>When a task is to be seen again.</summary>
    /// <param name="On">The day, today or later, UTC; null: no more.</param>
    internal sealed record FollowUp(DateOnly? On);
}
