using AsiFunctions.Access;
using AsiFunctions.Cases;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Http;
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

        if (DecisionAnswers.Check(body.Value.Grounds, "/grounds", "Say in your own words what should be seen differently.") is Fault fault)
        {
            return Problems.InvalidForm([fault]);
        }

        AdmissionCommand.Appeal command = new(Actor.Applicant, body.Value.Grounds.Trim());
        return await desk.DecideAsync(request, id, body.Hash, command, CaseAudience.Applicant, cancellation);
    }

    private sealed record AppealBody(string Grounds);
}
