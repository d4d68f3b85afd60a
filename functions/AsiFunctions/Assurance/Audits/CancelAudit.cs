using AsiFunctions.Access;
using AsiFunctions.Cases.Status;
using AsiFunctions.Certification;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Assurance.Audits;

/// <summary>An audit is called off.</summary>
public sealed class CancelAudit(AuditDesk desk)
{
    /// <summary>
    /// Takes <c>{"reason"}</c>. Once it has begun its member cannot any more, and once its report is in oversight only the Secretariat can.
    /// </summary>
    /// <remarks>Round trips: see <see cref="AuditDesk"/>.</remarks>
    [Function(nameof(CancelAudit))]
    [OpenTo(Role.LeadAuditor, Role.Member, Role.MemberAdmin, Role.Secretariat)]
    [Takes(typeof(ReasonBody))]
    [ReadsHeader("If-Match")]
    [ReadsHeader("Idempotency-Key")]
    [Answers(200, typeof(CaseStatus), Headers = ["ETag"])]
    [Refuses(404, 409, 412)]
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

    /// <summary>Why an audit is called off.</summary>
    /// <param name="Reason">1 to 4,000 characters; member and firm read it.</param>
    private sealed record ReasonBody(string Reason);
}
