using AsiFunctions.Access;
using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Assurance.Accreditation;

/// <summary>An audit firm's scope ends earlier than it was granted.</summary>
public sealed class EndFirmScope(AccreditationDesk desk)
{
    /// <summary>
    /// Takes <c>{"reason", "to"?}</c>: the last day, today where it is left out. 404 for a key that there is not. One point read and one transaction.
    /// </summary>
    [Function(nameof(EndFirmScope))]
    [OpenTo(Role.Secretariat)]
    [Takes(typeof(FirmScopeEnd))]
    [ReadsHeader("If-Match")]
    [ReadsHeader("Idempotency-Key")]
    [Answers(200, typeof(AuditFirmView), Headers = ["ETag"])]
    [Refuses(404, 409, 412)]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/audit-firms/{id}/scopes/{key}/end")] HttpRequest request,
        string id,
        string key,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) =>
        desk.ChangeFirmAsync<FirmScopeEnd>(
            request,
            id,
            body => desk.CheckEnd(body.Reason, body.To),
            (body, by) => new AccreditationCommand.EndScope(by, key, body.To, body.Reason.Trim()),
            cancellation);

    /// <summary>The earlier end of a scope.</summary>
    /// <param name="Reason">Why, 1 to 4,000 characters.</param>
    /// <param name="To">The last day, today or later; default: today.</param>
    private sealed record FirmScopeEnd(string Reason, DateOnly? To = null);
}
