using AsiFunctions.Access;
using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Assurance.Accreditation;

/// <summary>Whom ASI writes to at an audit firm.</summary>
public sealed class ChangeFirmContact(AccreditationDesk desk)
{
    /// <summary>
    /// Takes <c>{"contact": {"name", "email", "language"}}</c>, or <c>{"contact": null}</c> to erase the person. One point read and one transaction.
    /// </summary>
    [Function(nameof(ChangeFirmContact))]
    [OpenTo(Role.Secretariat)]
    [Takes(typeof(ContactChange))]
    [ReadsHeader("If-Match")]
    [ReadsHeader("Idempotency-Key")]
    [Answers(200, typeof(AuditFirmView), Headers = ["ETag"])]
    [Refuses(404, 409, 412)]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/audit-firms/{id}/contact")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) =>
        desk.ChangeFirmAsync<ContactChange>(
            request,
            id,
            body => body.Contact is null ? [] : [.. AccreditationFaults.Of(body.Contact, "/contact")],
            (body, by) => new AuditFirmCommand.SetContact(by, body.Contact),
            cancellation);

    /// <summary>A firm's contact.</summary>
    /// <param name="Contact">Whom ASI writes to from now on; null: nobody, and the person is erased.</param>
    private sealed record ContactChange(FirmContact? Contact);
}
