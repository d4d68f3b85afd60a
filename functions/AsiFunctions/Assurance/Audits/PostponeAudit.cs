using AsiFunctions.Access;
using AsiFunctions.Certification;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Cases;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Assurance.Audits;

/// <summary>An audit that is planned is put off.</summary>
public sealed class PostponeAudit(AuditDesk desk)
{
    /// <summary>Takes <c>{"reason"}</c>; the firm is asked for a plan with other days. Round trips: see <see cref="AuditDesk"/>.</summary>
    [Function(nameof(PostponeAudit))]
    [OpenTo(Role.LeadAuditor, Role.Secretariat)]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/audits/{id}/postpone")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) =>
        desk.ChangeAsync<ReasonBody>(
            request,
            id,
            [Role.LeadAuditor, Role.Secretariat],
            (body, _) => ReasonedChange.Check(body.Reason, "Say why the audit is put off; member and firm read it."),
            (body, _, by) => ValueTask.FromResult<AuditCommand>(new AuditCommand.Postpone(by, body.Reason.Trim())),
            cancellation);

    private sealed record ReasonBody(string Reason);
}
