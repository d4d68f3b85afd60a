using AsiFunctions.Access;
using AsiFunctions.Cases;
using AsiFunctions.Cases.Status;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Forms;
using AsiFunctions.Forms.Drafts;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Membership;

/// <summary>An applicant sends a returned application again.</summary>
public sealed class ResubmitApplication(ApplicationDesk desk, FormCatalogue forms)
{
    /// <summary>Takes all answers, as the first submission does; they replace the earlier ones. 409 where it was not returned.</summary>
    [Function(nameof(ResubmitApplication))]
    [OpenToCaseKey]
    [TakesForm(MembershipApplicationForm.Id)]
    [ReadsHeader("Accept-Language")]
    [ReadsHeader(DraftKeys.Header)]
    [ReadsHeader("Idempotency-Key")]
    [Answers(200, typeof(CaseStatus), Headers = ["ETag"])]
    [Refuses(404, 409)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/applications/{reference}/resubmission")] HttpRequest request,
        string reference,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        if (!ApplicationDesk.TryRead(reference, out CaseId id))
        {
            return Problems.NotFound();
        }

        Submission<ApplicationAnswers> submission = await forms.MembershipApplication.ReadAsync(request, cancellation);
        return submission.Problem ?? await desk.DecideAsync(
            request,
            id,
            submission.BodyHash,
            new AdmissionCommand.Resubmit(Actor.Applicant, submission.Answers!, submission.Form!),
            CaseAudience.Applicant,
            cancellation);
    }
}
