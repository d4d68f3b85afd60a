using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Entities;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Certification.Entities;

/// <summary>A member changes what is known of a facility.</summary>
public sealed class ChangeFacility(EntityDesk desk)
{
    /// <summary>Takes the whole of <c>{"name", "activities", "country", "headCount"?}</c>. Two point reads at once, and one transaction.</summary>
    [Function(nameof(ChangeFacility))]
    [OpenTo(Role.Member, Role.MemberAdmin)]
    [Takes(typeof(FacilityDetails))]
    [ReadsHeader("If-Match")]
    [ReadsHeader("Idempotency-Key")]
    [Answers(200, typeof(Facility), Headers = ["ETag"])]
    [Refuses(404, 409, 412)]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/members/{id}/facilities/{key}")] HttpRequest request,
        string id,
        string key,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) =>
        desk.ChangeAsync<FacilityDetails>(
            request,
            id,
            key,
            EntityChecks.Of,
            (body, by) => new EntityCommand.ChangeFacility(by, key, body),
            register => register.Facilities.FirstOrDefault(entry => entry.Key == key),
            cancellation);
}
