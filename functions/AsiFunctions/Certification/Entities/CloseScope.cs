using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Entities;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Certification.Entities;

/// <summary>A member gives a certification scope up.</summary>
public sealed class CloseScope(EntityDesk desk)
{
    /// <summary>Takes no body; certificates stand as long as they are valid. Two point reads at once, and one transaction.</summary>
    [Function(nameof(CloseScope))]
    [OpenTo(Role.Member, Role.MemberAdmin)]
    [ReadsHeader("If-Match")]
    [ReadsHeader("Idempotency-Key")]
    [Answers(200, typeof(ScopeView), Headers = ["ETag"])]
    [Refuses(400, 404, 409, 412)]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/members/{id}/scopes/{key}/close")] HttpRequest request,
        string id,
        string key,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) =>
        desk.CloseAsync(request, id, key, by => new EntityCommand.CloseScope(by, key), register => register.Scope(key), cancellation);
}
