using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Entities;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Certification.Entities;

/// <summary>A member enters a product or programme.</summary>
public sealed class AddProduct(EntityDesk desk)
{
    /// <summary>
    /// Takes <c>{"name", "kind", "activities"}</c>; answers 201 with the product and its key. Two point reads at once, and one transaction.
    /// </summary>
    [Function(nameof(AddProduct))]
    [OpenTo(Role.Member, Role.MemberAdmin)]
    [Takes(typeof(ProductDetails))]
    [ReadsHeader("If-Match")]
    [ReadsHeader("Idempotency-Key")]
    [Answers(201, typeof(Product), Headers = ["ETag", "Location"])]
    [Refuses(404, 409, 412)]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/members/{id}/products")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) =>
        desk.AddAsync<ProductDetails>(
            request,
            id,
            EntityChecks.Of,
            (body, by) => new EntityCommand.AddProduct(by, body),
            (register, body) => register.Products.LastOrDefault(
                entry => string.Equals(entry.Name, body.Name.Trim(), StringComparison.OrdinalIgnoreCase)),
            cancellation);
}
