using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Membership;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Membership;

/// <summary>A suspended member is in good standing again.</summary>
public sealed class ReinstateMember(MemberDesk desk)
{
    /// <summary>Takes <c>{"reason"?, "from"?}</c>.</summary>
    [Function(nameof(ReinstateMember))]
    [OpenTo(Role.Secretariat)]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/members/{id}/reinstatement")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) =>
        desk.ChangeAsync<Reinstatement>(
            request,
            id,
            (body, _) => ValueTask.FromResult<IReadOnlyList<Fault>>(DecisionAnswers.Check(body.Reason, "/reason", needed: null) is { } fault ? [fault] : []),
            (body, by) => new MemberCommand.Reinstate(by, DecisionAnswers.Words(body.Reason)) { From = body.From },
            cancellation);

    private sealed record Reinstatement(string? Reason = null, DateOnly? From = null);
}
