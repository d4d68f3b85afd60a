using AsiFunctions.Access;
using AsiFunctions.Certification;
using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Assurance.Accreditation;

/// <summary>An audit firm's scope ends earlier than it was granted.</summary>
public sealed class EndFirmScope(AccreditationDesk desk)
{
    /// <summary>Takes <c>{"reason", "to"?}</c>: the last day, today where it is left out. 404 for a key that there is not. One point read and one transaction.</summary>
    [Function(nameof(EndFirmScope))]
    [OpenTo(Role.Secretariat)]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/audit-firms/{id}/scopes/{key}/end")] HttpRequest request,
        string id,
        string key,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) =>
        desk.ChangeFirmAsync<FirmScopeEnd>(
            request,
            id,
            Check,
            (body, by) => new AccreditationCommand.EndScope(by, key, body.To, body.Reason.Trim()),
            cancellation);

    private IReadOnlyList<Fault> Check(FirmScopeEnd body) =>
    [
        .. ReasonedChange.Check(body.Reason, "Say why the scope ends."),
        .. body.To < desk.Today ? [new Fault("/to", FaultCodes.OutOfRange, "A scope ends today at the earliest; what held until yesterday has held.")] : (Fault[])[],
    ];

    private sealed record FirmScopeEnd(string Reason, DateOnly? To = null);
}
