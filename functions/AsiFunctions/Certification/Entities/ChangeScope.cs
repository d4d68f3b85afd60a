using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Entities;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Certification.Entities;

/// <summary>A member changes a certification scope.</summary>
public sealed class ChangeScope(EntityDesk desk)
{
    /// <summary>
    /// Takes the whole of <c>{"name", "description", "facilities", "products"}</c>; the standard stays. Two point reads at once, and one transaction.
    /// </summary>
    [Function(nameof(ChangeScope))]
    [OpenTo(Role.Member, Role.MemberAdmin)]
    [Takes(typeof(ScopeDetails))]
    [ReadsHeader("If-Match")]
    [ReadsHeader("Idempotency-Key")]
    [Answers(200, typeof(ScopeView), Headers = ["ETag"])]
    [Refuses(404, 409, 412)]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/members/{id}/scopes/{key}")] HttpRequest request,
        string id,
        string key,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) =>
        desk.ChangeAsync<ScopeDetails>(
            request,
            id,
            key,
            (body, _) => EntityChecks.Of(body),
            (body, by) => new EntityCommand.ChangeScope(by, key, body),
            register => register.Scope(key),
            cancellation);
}
