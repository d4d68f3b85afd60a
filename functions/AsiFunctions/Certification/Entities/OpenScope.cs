using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Entities;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Certification.Entities;

/// <summary>A member opens a certification scope.</summary>
public sealed class OpenScope(EntityDesk desk)
{
    /// <summary>
    /// Takes <c>{"standard", "name", "description", "facilities", "products"}</c>; answers 201 with
    /// the scope, and for CoC with what it needs of the PS. Two point reads at once, and one transaction.
    /// </summary>
    [Function(nameof(OpenScope))]
    [OpenTo(Role.Member, Role.MemberAdmin)]
    [Takes(typeof(NewScope))]
    [ReadsHeader("If-Match")]
    [ReadsHeader("Idempotency-Key")]
    [Answers(201, typeof(ScopeView), Headers = ["ETag", "Location"])]
    [Refuses(404, 409, 412)]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/members/{id}/scopes")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) =>
        desk.AddAsync<NewScope>(
            request,
            id,
            (body, _) => EntityChecks.Of(body.ToDetails()),
            (body, by) => new EntityCommand.OpenScope(by, body.Standard, body.ToDetails()),
            (register, body) => register.Scopes.LastOrDefault(
                scope => string.Equals(scope.Name, body.Name.Trim(), StringComparison.OrdinalIgnoreCase)),
            cancellation);

    /// <summary>A scope that is opened.</summary>
    /// <param name="Standard">PS or CoC; it stays.</param>
    /// <param name="Name">1 to 200 characters; unique among the open scopes.</param>
    /// <param name="Description">What is in it and what is not, 1 to 1,000 characters.</param>
    /// <param name="Facilities">Keys of facilities that run: <c>F1</c>.</param>
    /// <param name="Products">Keys of products and programmes that last: <c>P1</c>; with the facilities at least one.</param>
    private sealed record NewScope(
        StandardCode Standard, string Name, string Description, IReadOnlyList<string> Facilities, IReadOnlyList<string> Products)
    {
        public ScopeDetails ToDetails() => new(Name, Description, Facilities, Products);
    }
}
