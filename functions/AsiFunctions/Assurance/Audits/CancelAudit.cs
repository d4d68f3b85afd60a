using AsiFunctions.Access;
using AsiFunctions.Certification;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Cases;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Assurance.Audits;

/// <summary>An audit is called off.</summary>
public sealed class CancelAudit(AuditDesk desk)
{
    /// <summary>Takes <c>{"reason"}</c>. Once it has begun its member cannot any more, and once its report is in oversight only the Secretariat can. Round trips: see <see cref="AuditDesk"/>.</summary>
    [Function(nameof(CancelAudit))]
    [OpenTo(Role.LeadAuditor, Role.Member, Role.MemberAdmin, Role.Secretariat)]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/audits/{id}/cancel")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) =>
        desk.ChangeAsync<ReasonBody>(
            request,
            id,
            [Role.LeadAuditor, Role.Member, Role.MemberAdmin, Role.Secretariat],
            (body, _) => ReasonedChange.Check(body.Reason, "Say why the audit is called off; member and firm read it."),
            (body, _, by) => ValueTask.FromResult<AuditCommand>(new AuditCommand.Cancel(by, body.Reason.Trim())),
            cancellation);

    private sealed record ReasonBody(string Reason);
}
