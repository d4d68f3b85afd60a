using AsiFunctions.Access;
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

/// <summary>An applicant withdraws, or the Secretariat for them.</summary>
public sealed class WithdrawApplication(ApplicationDesk desk)
{
    /// <summary>Takes <c>{"reason"?}</c>. Possible until it is decided; of an appealed application the appeal is withdrawn.</summary>
    [Function(nameof(WithdrawApplication))]
    [OpenToCaseKey, OpenTo(Role.Secretariat)]
    [Takes(typeof(Withdrawal))]
    [ReadsHeader("Idempotency-Key")]
    [Answers(200, typeof(CaseStatus), Headers = ["ETag"])]
    [Refuses(404, 409)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/applications/{reference}/withdrawal")] HttpRequest request,
        string reference,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        if (!ApplicationDesk.TryRead(reference, out CaseId id))
        {
            return Problems.NotFound();
        }

        Body<Withdrawal> body = await request.ReadAsync<Withdrawal>(cancellation: cancellation);
        if (body.Problem is { } unreadable)
        {
            return unreadable;
        }

        if (OwnWords.Check(body.Value.Reason, "/reason", needed: null) is Fault fault)
        {
            return Problems.InvalidForm([fault]);
        }

        AdmissionCommand.Withdraw command = new(request.HttpContext.Actor(Role.Secretariat), OwnWords.Of(body.Value.Reason));
        return await desk.DecideAsync(request, id, body.Hash, command, ApplicationDesk.AudienceOf(request), cancellation);
    }

    /// <summary>The withdrawal of an application.</summary>
    /// <param name="Reason">Why, at most 4,000 characters.</param>
    private sealed record Withdrawal(string? Reason = null);
}
