using AsiFunctions.Access;
using AsiFunctions.Cases;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Assessments;
using AsiFunctions.Domain.Certification.Standards;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Certification.Assessments;

/// <summary>Submits a self-assessment, which closes it.</summary>
public sealed class SubmitSelfAssessment(AssessmentDesk desk)
{
    /// <summary>
    /// Takes <c>{"declaration": true}</c>: the member declares that the answers are complete and
    /// true. Each criterion that is not complete is a fault. With If-Match it counts for that version of the whole only. Three point reads (the case;
    /// its register; its duty), one transaction.
    /// </summary>
    [Function(nameof(SubmitSelfAssessment))]
    [OpenTo(Role.Member, Role.MemberAdmin)]
    [Takes(typeof(Declaration))]
    [ReadsHeader("If-Match")]
    [ReadsHeader("Idempotency-Key")]
    [Answers(200, typeof(AssessmentReceipt), Headers = ["ETag"])]
    [Refuses(404, 409, 412)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/self-assessments/{id}/submit")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        Person person = request.HttpContext.Person();
        if (!AssessmentDesk.TryRead(id, out CaseId assessment))
        {
            return Problems.NotFound();
        }

        Actor by = person.AsActorIn(Role.Member, Role.MemberAdmin)!;
        ChangeRequest<Declaration> change = await request.ReadChangeAsync<Declaration>(assessment, by, cancellation);
        if (change.Problem is { } unusable)
        {
            return unusable;
        }

        if (!change.Body.Accepted)
        {
            return Problems.InvalidForm([new Fault("/declaration", FaultCodes.Required, "Please declare that the answers are complete and true.")]);
        }

        StandardVersion? against = null;
        DecideOutcome<SelfAssessment> outcome = await desk.DecideAsync(
            assessment,
            person,
            (stored, version, now) => AssessmentProcedure.Submit(stored, against = version, by, now),
            change.Options,
            cancellation);
        return outcome is DecideOutcome<SelfAssessment>.Refused { Code: AssessmentProcedure.Incomplete, Stored.Case: { } incomplete }
            ? Problems.InvalidForm(AssessmentProgress.Missing(incomplete, incomplete.Criteria(against!)))
            : AssessmentAnswers.Of(outcome, stored => Results.Ok(AssessmentReceipt.Of(stored.Case)));
    }

    /// <summary>The declaration that a self-assessment is submitted with.</summary>
    /// <param name="Accepted">True: the member declares that the answers are complete and true.</param>
    private sealed record Declaration([property: System.Text.Json.Serialization.JsonPropertyName("declaration")] bool Accepted);
}
