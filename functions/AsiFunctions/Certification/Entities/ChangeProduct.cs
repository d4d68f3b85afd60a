using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Entities;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Certification.Entities;

/// <summary>A member changes what is known of a product or programme.</summary>
public sealed class ChangeProduct(EntityDesk desk)
{
    /// <summary>Takes the whole of <c>{"name", "kind", "activities"}</c>. Two point reads at once, and one transaction.</summary>
    [Function(nameof(ChangeProduct))]
    [OpenTo(Role.Member, Role.MemberAdmin)]
    [Takes(typeof(ProductDetails))]
    [ReadsHeader("If-Match")]
    [ReadsHeader("Idempotency-Key")]
    [Answers(200, typeof(Product), Headers = ["ETag"])]
    [Refuses(404, 409, 412)]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/members/{id}/products/{key}")] HttpRequest request,
        string id,
        string key,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) =>
        desk.ChangeAsync<ProductDetails>(
            request,
            id,
            key,
            EntityChecks.Of,
            (body, by) => new EntityCommand.ChangeProduct(by, key, body),
            register => register.Products.FirstOrDefault(entry => entry.Key == key),
            cancellation);
}
