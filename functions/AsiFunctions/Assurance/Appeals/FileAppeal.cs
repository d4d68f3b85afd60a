using System.Diagnostics;
using AsiFunctions.Access;
using AsiFunctions.Domain.Assurance.Appeals;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Time;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Assurance.Appeals;

/// <summary>A member appeals against a declined certification, a suspension or a withdrawal.</summary>
public sealed class FileAppeal(AppealDesk desk)
{
    /// <summary>
    /// Takes <c>{"subject", "grounds"}</c>; the subject is the certificate or the audit. Once for each
    /// decision, within the term. Two point reads and one transaction.
    /// </summary>
    [Function(nameof(FileAppeal))]
    [OpenTo(Role.Member, Role.MemberAdmin)]
    [Takes(typeof(AppealBody))]
    [ReadsHeader("Idempotency-Key")]
    [Answers(201, typeof(AppealReceipt), Headers = ["Location"])]
    [Refuses(404, 409)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/appeals")] HttpRequest request,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        Person person = request.HttpContext.Person();
        Body<AppealBody> body = await request.ReadAsync<AppealBody>(cancellation: cancellation);
        if (body.Problem is { } unreadable)
        {
            return unreadable;
        }

        IdempotencyHeader header = request.IdempotencyKey($"{nameof(FileAppeal)} {person.AccountId}", body.Hash);
        if (header.Problem is { } malformed)
        {
            return malformed;
        }

        bool known = CaseId.TryParse(body.Value.Subject, out CaseId? subject);
        Fault?[] faults =
        [
            known ? null : new Fault(
                "/subject", FaultCodes.Malformed, "Give the reference of the certificate or the audit; check it letter by letter."),
            OwnWords.Check(body.Value.Grounds, "/grounds", "Say in your own words what should be seen differently."),
        ];
        if (faults.OfType<Fault>().ToArray() is { Length: > 0 } wrong)
        {
            return Problems.InvalidForm(wrong);
        }

        FilingOutcome outcome = await desk.FileAsync(
            subject!.Value,
            body.Value.Grounds.Trim(),
            person.AsActorIn(Role.Member, Role.MemberAdmin)!,
            person.Organisation.Id!.Value,
            header.Key?.DecisionId ?? Guid.NewGuid().ToString("N"),
            cancellation);
        return outcome switch
        {
            FilingOutcome.Filed filed => Results.Created($"/api/appeals/{filed.Appeal.Id}", AppealReceipt.Of(filed.Appeal)),
            FilingOutcome.AlreadyAppealed before => Problems.Conflict(
                "already-appealed",
                $"This decision was appealed against before, with {before.First.Id}: once is all there is.",
                decided: null,
                AppealReceipt.Of(before.First)),
            FilingOutcome.Refused refused => Problems.Conflict(refused.Code, refused.Message),
            FilingOutcome.NotFound => Problems.NotFound(),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>An appeal that shall be filed.</summary>
    /// <param name="Subject">The reference of the certificate or the audit whose decision it is about.</param>
    /// <param name="Grounds">What should be seen differently, in the member's words, 1 to 4,000 characters.</param>
    private sealed record AppealBody(string Subject, string Grounds);

    /// <summary>What never changes of an appeal.</summary>
    /// <param name="Id">Its reference.</param>
    /// <param name="Subject">The case whose decision it is about.</param>
    /// <param name="Decision">What was decided: <c>suspended</c>, <c>withdrawn</c>, <c>declined</c>.</param>
    /// <param name="DecidedOn">When.</param>
    /// <param name="FiledAt">When it was filed.</param>
    /// <param name="Due">The last day for hearing it in time.</param>
    /// <param name="Status">Where it stands.</param>
    private sealed record AppealReceipt(
        CaseId Id, CaseId Subject, string Decision, DateOnly DecidedOn, DateTimeOffset FiledAt, Deadline Due, string Status)
    {
        public static AppealReceipt Of(Appeal appeal) =>
            new(appeal.Id, appeal.Subject, appeal.Decision.What, appeal.Decision.On, appeal.FiledAt, appeal.Due, $"/api/appeals/{appeal.Id}");
    }
}
