using AsiFunctions.Access;
using AsiFunctions.Cases;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Assessments;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Certification.Assessments;

/// <summary>Gives an open self-assessment up.</summary>
public sealed class CancelSelfAssessment(AssessmentDesk desk)
{
    /// <summary>
    /// Takes <c>{"reason"?}</c>. Its member can still read it; another one of the scope may be
    /// opened, and begins as a copy of this one only where that is asked for. With If-Match it counts for that version of the whole only. Two point
    /// reads (the case; its register), one transaction.
    /// </summary>
    [Function(nameof(CancelSelfAssessment))]
    [OpenTo(Role.Member, Role.MemberAdmin)]
    [Takes(typeof(Cancellation))]
    [ReadsHeader("If-Match")]
    [ReadsHeader("Idempotency-Key")]
    [Answers(200, typeof(AssessmentReceipt), Headers = ["ETag"])]
    [Refuses(404, 409, 412)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/self-assessments/{id}/cancel")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        if (!AssessmentDesk.TryRead(id, out CaseId assessment))
        {
            return Problems.NotFound();
        }

        Person person = request.HttpContext.Person();
        Actor by = person.AsActorIn(Role.Member, Role.MemberAdmin)!;
        ChangeRequest<Cancellation> change = await request.ReadChangeAsync<Cancellation>(assessment, by, cancellation);
        if (change.Problem is { } unusable)
        {
            return unusable;
        }

        if (OwnWords.Check(change.Body.Reason, "/reason", needed: null) is { } fault)
        {
            return Problems.InvalidForm([fault]);
        }

        DecideOutcome<SelfAssessment> outcome = await desk.DecideAsync(
            assessment,
            person,
            (stored, now) => AssessmentProcedure.Cancel(stored, by, OwnWords.Of(change.Body.Reason), now),
            change.Options,
            cancellation);
        return AssessmentAnswers.Of(outcome, stored => Results.Ok(AssessmentReceipt.Of(stored.Case)));
    }

    /// <summary>A cancellation.</summary>
    /// <param name="Reason">Why, at most 4,000 characters.</param>
    private sealed record Cancellation(string? Reason = null);
}
