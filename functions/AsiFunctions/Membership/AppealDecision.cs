using AsiFunctions.Access;
using AsiFunctions.Cases;
using AsiFunctions.Cases.Status;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Membership;

/// <summary>An applicant appeals against the decision to decline.</summary>
public sealed class AppealDecision(ApplicationDesk desk)
{
    /// <summary>Takes <c>{"grounds"}</c>. Once, within the term that the decision named.</summary>
    [Function(nameof(AppealDecision))]
    [OpenToCaseKey]
    [Takes(typeof(AppealBody))]
    [ReadsHeader("Idempotency-Key")]
    [Answers(200, typeof(CaseStatus), Headers = ["ETag"])]
    [Refuses(404, 409)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/applications/{reference}/appeal")] HttpRequest request,
        string reference,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        if (!ApplicationDesk.TryRead(reference, out CaseId id))
        {
            return Problems.NotFound();
        }

        Body<AppealBody> body = await request.ReadAsync<AppealBody>(cancellation: cancellation);
        if (body.Problem is { } unreadable)
        {
            return unreadable;
        }

        if (OwnWords.Check(body.Value.Grounds, "/grounds", "Say in your own words what should be seen differently.") is Fault fault)
        {
            return Problems.InvalidForm([fault]);
        }

        AdmissionCommand.Appeal command = new(Actor.Applicant, body.Value.Grounds.Trim());
        return await desk.DecideAsync(request, id, body.Hash, command, CaseAudience.Applicant, cancellation);
    }

    /// <summary>An appeal against the decision to decline.</summary>
    /// <param name="Grounds">What should be seen differently, 1 to 4,000 characters.</param>
    private sealed record AppealBody(string Grounds);
}
