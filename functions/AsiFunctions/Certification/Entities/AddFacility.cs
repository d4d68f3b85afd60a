using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Entities;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Certification.Entities;

/// <summary>A member enters a facility.</summary>
public sealed class AddFacility(EntityDesk desk)
{
    /// <summary>
    /// Takes <c>{"name", "activities", "country", "headCount"?}</c>; answers 201 with the facility and its key.
    /// Two point reads at once, and one transaction.
    /// </summary>
    [Function(nameof(AddFacility))]
    [OpenTo(Role.Member, Role.MemberAdmin)]
    [Takes(typeof(FacilityDetails))]
    [ReadsHeader("If-Match")]
    [ReadsHeader("Idempotency-Key")]
    [Answers(201, typeof(Facility), Headers = ["ETag", "Location"])]
    [Refuses(404, 409, 412)]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/members/{id}/facilities")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) =>
        desk.AddAsync<FacilityDetails>(
            request,
            id,
            EntityChecks.Of,
            (body, by) => new EntityCommand.AddFacility(by, body),
            (register, body) => register.Facilities.LastOrDefault(
                entry => string.Equals(entry.Name, body.Name.Trim(), StringComparison.OrdinalIgnoreCase)),
            cancellation);
}
