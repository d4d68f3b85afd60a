using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Entities;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Certification.Entities;

/// <summary>A member closes a product or programme.</summary>
public sealed class CloseProduct(EntityDesk desk)
{
    /// <summary>Takes no body; open scopes lose the product, and none may be left empty. Two point reads at once, and one transaction.</summary>
    [Function(nameof(CloseProduct))]
    [OpenTo(Role.Member, Role.MemberAdmin)]
    [ReadsHeader("If-Match")]
    [ReadsHeader("Idempotency-Key")]
    [Answers(200, typeof(Product), Headers = ["ETag"])]
    [Refuses(400, 404, 409, 412)]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/members/{id}/products/{key}/close")] HttpRequest request,
        string id,
        string key,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) =>
        desk.CloseAsync(
            request,
            id,
            key,
            by => new EntityCommand.CloseProduct(by, key),
            register => register.Products.FirstOrDefault(entry => entry.Key == key),
            cancellation);
}
