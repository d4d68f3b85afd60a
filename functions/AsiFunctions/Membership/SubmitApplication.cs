using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Forms;
using AsiFunctions.Forms.Drafts;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Membership;

/// <summary>Somebody applies for membership.</summary>
public sealed class SubmitApplication(ICaseStore cases, FormCatalogue forms, DraftStore drafts, CaseKeys keys, MembershipSettings settings)
{
    /// <summary>
    /// Takes the form's answers; 400 tells all faults at once. A submission that names its draft
    /// proves it with the draft's key in <c>X-Draft-Key</c>; the draft is removed. A repeat with the same Idempotency-Key gets the same answer. One
    /// table transaction: the confirmation and the admission leave from its outbox.
    /// </summary>
    [Function(nameof(SubmitApplication))]
    [OpenToPublic]
    [TakesForm(MembershipApplicationForm.Id)]
    [ReadsHeader("Accept-Language")]
    [ReadsHeader(DraftKeys.Header)]
    [ReadsHeader("Idempotency-Key")]
    [Answers(201, typeof(ApplicationReceipt), Headers = ["Location"])]
    [Refuses(422)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/applications")] HttpRequest request,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        Submission<ApplicationAnswers> submission = await forms.MembershipApplication.ReadAsync(request, cancellation);
        if (submission.Problem is { } invalid)
        {
            return invalid;
        }

        IdempotencyHeader header = request.IdempotencyKey(nameof(SubmitApplication), submission.BodyHash);
        if (header.Problem is { } malformed)
        {
            return malformed;
        }

        AddOutcome<Application> outcome = await cases.AddAsync(
            Application.Prefix,
            header.Key,
            (id, now) => AdmissionProcedure.Submit(id, submission.Answers!, submission.Form!, now, settings.Terms),
            cancellation);
        if (outcome is not AddOutcome<Application>.Added { Stored: { Case: { } application } })
        {
            return Problems.IdempotencyKeyReused();
        }

        if (submission.Draft is { } draft)
        {
            await drafts.ForgetAsync(draft, cancellation);
        }

        string statusUrl = $"/api/applications/{application.Id}";
        return Results.Created(statusUrl, new ApplicationReceipt(application.Id, keys.KeyFor(application.Id), statusUrl, application.SubmittedAt));
    }
}

/// <summary>What an applicant has to keep.</summary>
/// <param name="Reference">Names the application; can be read aloud.</param>
/// <param name="CaseKey">Opens it, in the header X-Case-Key; secret.</param>
/// <param name="StatusUrl">Where it stands.</param>
/// <param name="SubmittedAt">When it came in.</param>
public sealed record ApplicationReceipt(CaseId Reference, string CaseKey, string StatusUrl, DateTimeOffset SubmittedAt);
