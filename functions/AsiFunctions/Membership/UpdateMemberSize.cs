using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Membership;
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
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/members/{id}/size")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) =>
        desk.ChangeAsync<SizeUpdate>(
            request,
            id,
            (body, _) => ValueTask.FromResult<IReadOnlyList<Fault>>([.. SizeChecks.Check(body.Size, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime))]),
            (body, by) => new MemberCommand.UpdateSize(by, body.Size) { From = body.From },
            cancellation);

    private sealed record SizeUpdate(SizeDeclaration Size, DateOnly? From = null);
}
