using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Entities;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Certification.Entities;

/// <summary>A member closes a facility.</summary>
public sealed class CloseFacility(EntityDesk desk)
{
    /// <summary>Takes no body; open scopes lose the facility, and none may be left empty. Two point reads at once, and one transaction.</summary>
    [Function(nameof(CloseFacility))]
    [OpenTo(Role.Member, Role.MemberAdmin)]
    [ReadsHeader("If-Match")]
    [ReadsHeader("Idempotency-Key")]
    [Answers(200, typeof(Facility), Headers = ["ETag"])]
    [Refuses(400, 404, 409, 412)]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/members/{id}/facilities/{key}/close")] HttpRequest request,
        string id,
        string key,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) =>
        desk.CloseAsync(
            request,
            id,
            key,
            by => new EntityCommand.CloseFacility(by, key),
            register => register.Facilities.FirstOrDefault(entry => entry.Key == key),
            cancellation);
}
