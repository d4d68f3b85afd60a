using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Membership;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Membership;

/// <summary>A member changes its class.</summary>
public sealed class ChangeMemberClass(MemberDesk desk, TimeProvider clock)
{
    /// <summary>Takes <c>{"class", "reason"?, "size"?, "from"?}</c>. Between IU and DS no reason is needed; across turnover and staff a new size is.</summary>
    [Function(nameof(ChangeMemberClass))]
    [OpenTo(Role.Secretariat)]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/members/{id}/class")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) =>
        desk.ChangeAsync<ClassChange>(
            request,
            id,
            (body, _) => ValueTask.FromResult(Check(body)),
            (body, by) => new MemberCommand.ChangeClass(by, body.Class, DecisionAnswers.Words(body.Reason), body.Size) { From = body.From },
            cancellation);

    private IReadOnlyList<Fault> Check(ClassChange body) =>
    [
        .. DecisionAnswers.Check(body.Reason, "/reason", needed: null) is { } fault ? (Fault[])[fault] : [],
        .. SizeChecks.Check(body.Size, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)),
    ];

    private sealed record ClassChange(MembershipClass Class, string? Reason = null, SizeDeclaration? Size = null, DateOnly? From = null);
}
