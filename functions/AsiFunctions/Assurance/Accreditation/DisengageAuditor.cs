using AsiFunctions.Access;
using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Assurance.Accreditation;

/// <summary>An auditor stops working for a firm.</summary>
public sealed class DisengageAuditor(AccreditationDesk desk)
{
    /// <summary>
    /// Takes <c>{"to"?}</c>: the last day, today where it is left out. 404 where the auditor does
    /// not work for the firm. One point read and one transaction.
    /// </summary>
    [Function(nameof(DisengageAuditor))]
    [OpenTo(Role.Secretariat)]
    [Takes(typeof(EngagementEnd))]
    [ReadsHeader("If-Match")]
    [ReadsHeader("Idempotency-Key")]
    [Answers(200, typeof(AuditorView), Headers = ["ETag"])]
    [Refuses(404, 409, 412)]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/auditors/{id}/engagements/{firm}/end")] HttpRequest request,
        string id,
        string firm,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) =>
        AccreditationDesk.TryRead(firm, AuditFirm.Prefix, out CaseId employer)
            ? desk.ChangeAuditorAsync<EngagementEnd>(
                request,
                id,
                _ => [],
                (body, by) => new AuditorCommand.Disengage(by, employer, body.To),
                cancellation)
            : Task.FromResult(Problems.NotFound());

    /// <summary>The end of an engagement.</summary>
    /// <param name="To">The last day; default: today.</param>
    private sealed record EngagementEnd(DateOnly? To = null);
}
