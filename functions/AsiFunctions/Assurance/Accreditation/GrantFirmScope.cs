using AsiFunctions.Access;
using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Membership;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Assurance.Accreditation;

/// <summary>An audit firm gets a scope.</summary>
public sealed class GrantFirmScope(AccreditationDesk desk)
{
    /// <summary>
    /// Takes <c>{"standard", "activities", "countries", "from"?, "to"?}</c>: each of the activities in each of the countries, from today or the day given.
    /// One point read and one transaction.
    /// </summary>
    [Function(nameof(GrantFirmScope))]
    [OpenTo(Role.Secretariat)]
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

    private sealed record FirmScope(StandardCode Standard, IReadOnlyList<SupplyChainActivity> Activities, IReadOnlyList<string> Countries, DateOnly? From = null, DateOnly? To = null);
}
