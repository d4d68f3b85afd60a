using AsiFunctions.Access;
using AsiFunctions.Certification;
using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Assurance.Accreditation;

/// <summary>An auditor's suspension is lifted.</summary>
public sealed class ReinstateAuditor(AccreditationDesk desk)
{
    /// <summary>Takes <c>{"reason"}</c>; in force from today. One point read and one transaction.</summary>
    [Function(nameof(ReinstateAuditor))]
    [OpenTo(Role.Secretariat)]
    [Takes(typeof(AuditorReinstatement))]
    [ReadsHeader("If-Match")]
    [ReadsHeader("Idempotency-Key")]
    [Answers(200, typeof(AuditorView), Headers = ["ETag"])]
    [Refuses(404, 409, 412)]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/auditors/{id}/reinstate")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) =>
        desk.ChangeAuditorAsync<AuditorReinstatement>(
            request,
            id,
            body => ReasonedChange.Check(body.Reason, "Say why the suspension is lifted."),
            (body, by) => new AccreditationCommand.Reinstate(by, body.Reason.Trim()),
            cancellation);

    /// <summary>The end of a suspension.</summary>
    /// <param name="Reason">Why the suspension is lifted, 1 to 4,000 characters.</param>
    private sealed record AuditorReinstatement(string Reason);
}
