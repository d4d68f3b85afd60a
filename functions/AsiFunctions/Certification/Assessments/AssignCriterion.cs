using AsiFunctions.Access;
using AsiFunctions.Access.Accounts;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Assessments;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Certification.Assessments;

/// <summary>Gives a criterion of a self-assessment to a colleague.</summary>
public sealed class AssignCriterion(AssessmentDesk desk, AccountStore accounts)
{
    /// <summary>
    /// Takes <c>{"account": "…"}</c>, or null for nobody. The colleague has access for the same
    /// member. The last word counts; the criterion's ETag stays. Two point reads, one transaction.
    /// </summary>
    [Function(nameof(AssignCriterion))]
    [OpenTo(Role.Member, Role.MemberAdmin)]
    [Takes(typeof(Assignment))]
    [Answers(200, typeof(Assigned))]
    [Refuses(404, 409)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/self-assessments/{id}/criteria/{key}/assignee")] HttpRequest request,
        string id,
        string key,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        Person person = request.HttpContext.Person();
        if (!AssessmentDesk.TryRead(id, out CaseId assessment) || !ChapterAnswers.IsKey(key))
        {
            return Problems.NotFound();
        }

        Body<Assignment> body = await request.ReadAsync<Assignment>(cancellation: cancellation);
        if (body.Problem is { } unreadable)
        {
            return unreadable;
        }

        if (body.Value.Account is { } account && await accounts.FindColleagueAsync(account, person, cancellation) is null)
        {
            return AssessmentAnswers.NoSuchColleague();
        }

        DecideOutcome<SelfAssessment> outcome = await desk.DecideAsync(
            assessment,
            person,
            (stored, version, _) => AssessmentProcedure.Assign(stored, version, key, body.Value.Account),
            options: null,
            cancellation);
        return AssessmentAnswers.Of(outcome, stored => Results.Ok(new Assigned(key, stored.Case.MarkOf(key).Assignee)));
    }

    /// <summary>Who shall take care of a criterion.</summary>
    /// <param name="Account">The account of a colleague; null for nobody.</param>
    private sealed record Assignment(string? Account);

    /// <summary>Who takes care of a criterion.</summary>
    /// <param name="Key">The criterion's number.</param>
    /// <param name="Assignee">The account of the colleague; null for nobody.</param>
    private sealed record Assigned(string Key, string? Assignee);
}
