using AsiFunctions.Access;
using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Assurance.Accreditation;

/// <summary>An audit firm gets a scope.</summary>
public sealed class GrantFirmScope(AccreditationDesk desk)
{
    /// <summary>
    /// Takes <c>{"standard", "activities", "countries", "from"?, "to"?}</c>: each of the activities
    /// in each of the countries, from today or the day given. One point read and one transaction.
    /// </summary>
    [Function(nameof(GrantFirmScope))]
    [OpenTo(Role.Secretariat)]
    [Takes(typeof(FirmScope))]
    [ReadsHeader("If-Match")]
    [ReadsHeader("Idempotency-Key")]
    [Answers(200, typeof(AuditFirmView), Headers = ["ETag"])]
    [Refuses(404, 409, 412)]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/audit-firms/{id}/scopes")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) =>
        desk.ChangeFirmAsync<FirmScope>(
            request,
            id,
            body => AccreditationFaults.Of(Grant(body), desk.Today),
            (body, by) => new AccreditationCommand.GrantScope(by, Grant(body)),
            cancellation);

    private static ScopeGrant Grant(FirmScope body) => new(body.Standard, body.Activities, body.Countries, body.From, body.To);

    /// <summary>A scope that is granted: each of the activities in each of the countries.</summary>
    /// <param name="Standard">PS or CoC.</param>
    /// <param name="Activities">Supply chain activities, at least one.</param>
    /// <param name="Countries">ISO 3166-1 alpha-2 in capitals, at least one.</param>
    /// <param name="From">The first day; default: today.</param>
    /// <param name="To">The last day; null while none is set.</param>
    private sealed record FirmScope(
        StandardCode Standard,
        IReadOnlyList<SupplyChainActivity> Activities,
        IReadOnlyList<string> Countries,
        DateOnly? From = null,
        DateOnly? To = null);
}
