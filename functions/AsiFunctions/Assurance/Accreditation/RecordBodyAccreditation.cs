using AsiFunctions.Access;
using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Assurance.Accreditation;

/// <summary>An audit firm's accreditation by a national body, new or renewed.</summary>
public sealed class RecordBodyAccreditation(AccreditationDesk desk)
{
    /// <summary>
    /// Takes <c>{"standard", "body", "reference", "from", "to"?}</c>; the standard is <c>iso-17021</c>,
    /// <c>iso-17065</c> or <c>equivalent</c>. One point read and one transaction.
    /// </summary>
    [Function(nameof(RecordBodyAccreditation))]
    [OpenTo(Role.Secretariat)]
    [Takes(typeof(BodyRecord))]
    [ReadsHeader("If-Match")]
    [ReadsHeader("Idempotency-Key")]
    [Answers(200, typeof(AuditFirmView), Headers = ["ETag"])]
    [Refuses(404, 409, 412)]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/audit-firms/{id}/body-accreditations")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) =>
        desk.ChangeFirmAsync<BodyRecord>(
            request,
            id,
            body => [.. AccreditationFaults.Of(Accreditation(body), "")],
            (body, by) => new AuditFirmCommand.RecordBody(by, Accreditation(body)),
            cancellation);

    private static BodyAccreditation Accreditation(BodyRecord body) =>
        new(body.Standard, body.Body.Trim(), body.Reference.Trim(), body.From, body.To);

    /// <summary>An accreditation by a national body.</summary>
    /// <param name="Standard">For what.</param>
    /// <param name="Body">The accreditation body's name, 1 to 200 characters.</param>
    /// <param name="Reference">The number of the accreditation there, 1 to 64 characters.</param>
    /// <param name="From">The first day.</param>
    /// <param name="To">The last day; null where none is set.</param>
    private sealed record BodyRecord(BodyStandard Standard, string Body, string Reference, DateOnly From, DateOnly? To = null);
}
