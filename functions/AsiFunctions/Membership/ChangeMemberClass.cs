using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Membership;

/// <summary>A member changes its class.</summary>
public sealed class ChangeMemberClass(MemberDesk desk, TimeProvider clock)
{
    /// <summary>
    /// Takes <c>{"class", "reason"?, "size"?, "from"?}</c>. Between IU and DS no reason is needed; across turnover and staff a new size is.
    /// </summary>
    [Function(nameof(ChangeMemberClass))]
    [OpenTo(Role.Secretariat)]
    [Takes(typeof(ClassChange))]
    [ReadsHeader("If-Match")]
    [ReadsHeader("Idempotency-Key")]
    [Answers(200, typeof(MemberView), Headers = ["ETag"])]
    [Refuses(404, 409, 412)]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/members/{id}/class")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) =>
        desk.ChangeAsync<ClassChange>(
            request,
            id,
            (body, _) => ValueTask.FromResult(Check(body)),
            (body, by) => new MemberCommand.ChangeClass(by, body.Class, OwnWords.Of(body.Reason), body.Size) { From = body.From },
            cancellation);

    private IReadOnlyList<Fault> Check(ClassChange body) =>
    [
        .. OwnWords.Check(body.Reason, "/reason", needed: null) is { } fault ? (Fault[])[fault] : [],
        .. SizeChecks.Check(body.Size, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)),
    ];

    /// <summary>The change of a member's class.</summary>
    /// <param name="Class">The class from then on.</param>
    /// <param name="Reason">Why, at most 4,000 characters; not needed between IU and DS.</param>
    /// <param name="Size">The size anew; needed where the class is measured by turnover and the size by staff, or the other way.</param>
    /// <param name="From">The first day on which it holds; default: today.</param>
    private sealed record ClassChange(MembershipClass Class, string? Reason = null, SizeDeclaration? Size = null, DateOnly? From = null);
}
