using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Membership;

/// <summary>A member declares its size anew.</summary>
public sealed class UpdateMemberSize(MemberDesk desk, TimeProvider clock)
{
    /// <summary>Takes <c>{"size": {"basis", "figure", "year"?}, "from"?}</c>; the band is derived.</summary>
    [Function(nameof(UpdateMemberSize))]
    [OpenTo(Role.Secretariat)]
    [Takes(typeof(SizeUpdate))]
    [ReadsHeader("If-Match")]
    [ReadsHeader("Idempotency-Key")]
    [Answers(200, typeof(MemberView), Headers = ["ETag"])]
    [Refuses(404, 409, 412)]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/members/{id}/size")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) =>
        desk.ChangeAsync<SizeUpdate>(
            request,
            id,
            (body, _) => ValueTask.FromResult<IReadOnlyList<Fault>>(
                [.. SizeChecks.Check(body.Size, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime))]),
            (body, by) => new MemberCommand.UpdateSize(by, body.Size) { From = body.From },
            cancellation);

    /// <summary>A member's new size.</summary>
    /// <param name="Size">The figure that is declared; the band is derived from it.</param>
    /// <param name="From">The first day on which it holds; default: today.</param>
    private sealed record SizeUpdate(SizeDeclaration Size, DateOnly? From = null);
}
