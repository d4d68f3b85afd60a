using System.Text.Json;
using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Cases.Tasks;

/// <summary>Somebody decides about a task.</summary>
public sealed class DecideTask(TaskStore tasks, TimeProvider clock)
{
    /// <summary>
    /// Records the outcome. The first valid decision wins; a second one is told 409 with what was decided, by whom, when. With an Idempotency-Key a
    /// repeat gets the first answer again; with If-Match a case that has changed since is told as 412.
    /// </summary>
    [Function(nameof(DecideTask))]
    [OpenTo(Role.Secretariat, Role.Releaser, Role.Board, Role.Auditor, Role.LeadAuditor, Role.Member, Role.MemberAdmin)]
    [Takes(typeof(OutcomeBody))]
    [ReadsHeader("If-Match")]
    [ReadsHeader("Idempotency-Key")]
    [Answers(200, typeof(TaskDecided))]
    [Refuses(404, 409, 412)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tasks/{id}/outcome")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        Person person = request.HttpContext.Person();
        Body<OutcomeBody> body = await request.ReadAsync<OutcomeBody>(cancellation: cancellation);
        if (body.Problem is { } unreadable)
        {
            return unreadable;
        }

        IdempotencyHeader header = request.IdempotencyKey($"{nameof(DecideTask)} {id} {person.AccountId}", body.Hash);
        if (header.Problem is { } malformed)
        {
            return malformed;
        }

        IfMatch match = IfMatch.Read(request);
        if (match.Problem is { } unmatched)
        {
            return unmatched;
        }

        if (!CaseTask.TryParseId(id, out CaseId caseId, out int number))
        {
            return Problems.NotFound();
        }

        string? reason = string.IsNullOrWhiteSpace(body.Value.Reason) ? null : body.Value.Reason.Trim();
        TaskOutcome outcome = new(number, body.Value.Decision, reason, body.Value.Data);
        TaskChange change = await tasks.DecideAsync(caseId, outcome, person, new DecideOptions(header.Key?.DecisionId, match.Version), cancellation);
        return change is TaskChange.Decided
            ? Results.Ok(new TaskDecided(CaseTask.IdOf(caseId, number), caseId.Value, outcome.Decision, $"/api/cases/{caseId}"))
            : TaskAnswers.Of(change, person, clock.GetUtcNow());
    }

    /// <summary>A decision about a task.</summary>
    /// <param name="Decision">One of the task's choices.</param>
    /// <param name="Reason">Why, at most 4,000 characters; needed where the choice says so.</param>
    /// <param name="Data">What else the decision needs; the kind of case says what.</param>
    internal sealed record OutcomeBody(string Decision, string? Reason = null, JsonElement? Data = null);
}
