using AsiFunctions.Access;
using AsiFunctions.Access.Accounts;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Assessments;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Certification.Assessments;

/// <summary>Names the main contact of a self-assessment, whom the certification survey asks later.</summary>
public sealed class NameMainContact(AssessmentDesk desk, AccountStore accounts)
{
    /// <summary>
    /// Takes <c>{"account": "…"}</c>, a colleague who has access for the same member. At first it
    /// is whoever opened the self-assessment. The last word counts. Two point reads, one transaction.
    /// </summary>
    [Function(nameof(NameMainContact))]
    [OpenTo(Role.Member, Role.MemberAdmin)]
    [Takes(typeof(Contact))]
    [Answers(200, typeof(Contact))]
    [Refuses(404, 409)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/self-assessments/{id}/contact")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        Person person = request.HttpContext.Person();
        if (!AssessmentDesk.TryRead(id, out CaseId assessment))
        {
            return Problems.NotFound();
        }

        Body<Contact> body = await request.ReadAsync<Contact>(cancellation: cancellation);
        if (body.Problem is { } unreadable)
        {
            return unreadable;
        }

        if (await accounts.FindColleagueAsync(body.Value.Account, person, cancellation) is not { } colleague)
        {
            return AssessmentAnswers.NoSuchColleague();
        }

        Actor by = person.AsActorIn(Role.Member, Role.MemberAdmin)!;
        return AssessmentAnswers.Of(
            await desk.DecideAsync(
                assessment, person, (stored, _) => AssessmentProcedure.NameContact(stored, colleague.Id, by), options: null, cancellation),
            stored => Results.Ok(new Contact(stored.Case.MainContact!)));
    }

    /// <summary>The main contact of a self-assessment.</summary>
    /// <param name="Account">The account of a colleague.</param>
    private sealed record Contact(string Account);
}
