using AsiFunctions.Access;
using AsiFunctions.Certification;
using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Assurance.Accreditation;

/// <summary>An auditor's accreditation ends for good.</summary>
public sealed class WithdrawAuditor(AccreditationDesk desk)
{
    /// <summary>Takes <c>{"reason"}</c>; in force from today. One point read and one transaction.</summary>
    [Function(nameof(WithdrawAuditor))]
    [OpenTo(Role.Secretariat)]
    [Takes(typeof(AuditorWithdrawal))]
    [ReadsHeader("If-Match")]
    [ReadsHeader("Idempotency-Key")]
    [Answers(200, typeof(AuditorView), Headers = ["ETag"])]
    [Refuses(404, 409, 412)]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/auditors/{id}/withdraw")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) =>
        desk.ChangeAuditorAsync<AuditorWithdrawal>(
            request,
            id,
            body => ReasonedChange.Check(body.Reason, "Say why the accreditation is withdrawn."),
            (body, by) => new AccreditationCommand.Withdraw(by, body.Reason.Trim()),
            cancellation);

    /// <summary>A withdrawal.</summary>
    /// <param name="Reason">Why the accreditation is withdrawn, 1 to 4,000 characters.</param>
    private sealed record AuditorWithdrawal(string Reason);
}
