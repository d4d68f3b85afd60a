using AsiFunctions.Access;
using AsiFunctions.Cases;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Membership;

/// <summary>A member objects to an application.</summary>
public sealed class ObjectToApplication(ICaseStore cases, MembershipSettings settings)
{
    /// <summary>
    /// Takes <c>{"grounds"}</c>, once for each member, while the window is open. Members know only of applications that were notified to them;
    /// of any other they are told 404.
    /// </summary>
    [Function(nameof(ObjectToApplication))]
    [OpenTo(Role.Member, Role.MemberAdmin)]
    [Takes(typeof(ObjectionBody))]
    [ReadsHeader("Idempotency-Key")]
    [Answers(200, typeof(ObjectionReceipt))]
    [Refuses(404, 409)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/applications/{reference}/objections")] HttpRequest request,
        string reference,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        Body<ObjectionBody> body = await request.ReadAsync<ObjectionBody>(cancellation: cancellation);
        if (body.Problem is { } unreadable)
        {
            return unreadable;
        }

        if (OwnWords.Check(body.Value.Grounds, "/grounds", "Say on which grounds your organisation objects.") is Fault fault)
        {
            return Problems.InvalidForm([fault]);
        }

        Person person = request.HttpContext.Person();
        IdempotencyHeader header = request.IdempotencyKey($"{nameof(ObjectToApplication)} {reference} {person.AccountId}", body.Hash);
        if (header.Problem is { } malformed)
        {
            return malformed;
        }

        if (person.Organisation.Id is not { } member
            || !ApplicationDesk.TryRead(reference, out CaseId id)
            || await cases.FindAsync<Application>(id, cancellation) is not { Case.WasNotified: true })
        {
            return Problems.NotFound();
        }

        AdmissionCommand.RaiseObjection command = new(person.AsActorIn(Role.Member, Role.MemberAdmin)!, member, body.Value.Grounds.Trim());
        DecideOutcome<Application> outcome = await cases.DecideAsync<Application>(
            id, (application, now) => AdmissionProcedure.Decide(application, command, now, settings.Terms), new DecideOptions(header.Key?.DecisionId), cancellation);
        return DecisionAnswers.Of(outcome, stored => Results.Ok(ObjectionReceipt.Of(stored.Case.Objections.Last(o => o.Member == member))));
    }

    /// <summary>An objection to an application.</summary>
    /// <param name="Grounds">On which grounds the caller's organisation objects, 1 to 4,000 characters.</param>
    private sealed record ObjectionBody(string Grounds);

    /// <summary>What the objecting member is told.</summary>
    /// <param name="Number">The objection's number within the application, from 1.</param>
    /// <param name="On">The day of the objection, UTC.</param>
    /// <param name="Grounds">The grounds as they were given.</param>
    private sealed record ObjectionReceipt(int Number, DateOnly On, string Grounds)
    {
        public static ObjectionReceipt Of(Objection objection) => new(objection.Number, objection.On, objection.Grounds);
    }
}
