using AsiFunctions.Access;
using AsiFunctions.Certification;
using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Assurance.Accreditation;

/// <summary>An audit firm is suspended until further notice.</summary>
public sealed class SuspendAuditFirm(AccreditationDesk desk)
{
    /// <summary>Takes <c>{"reason"}</c>; in force from today. One point read and one transaction.</summary>
    [Function(nameof(SuspendAuditFirm))]
    [OpenTo(Role.Secretariat)]
    [Takes(typeof(FirmSuspension))]
    [ReadsHeader("If-Match")]
    [ReadsHeader("Idempotency-Key")]
    [Answers(200, typeof(AuditFirmView), Headers = ["ETag"])]
    [Refuses(404, 409, 412)]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/audit-firms/{id}/suspend")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) =>
        desk.ChangeFirmAsync<FirmSuspension>(
            request,
            id,
            body => ReasonedChange.Check(body.Reason, "Say why the audit firm is suspended."),
            (body, by) => new AccreditationCommand.Suspend(by, body.Reason.Trim()),
            cancellation);

    /// <summary>A suspension.</summary>
    /// <param name="Reason">Why the firm is suspended, 1 to 4,000 characters.</param>
    private sealed record FirmSuspension(string Reason);
}
