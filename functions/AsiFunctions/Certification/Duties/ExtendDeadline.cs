using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Duties;
using AsiFunctions.Membership;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Certification.Duties;

/// <summary>A certification deadline is extended.</summary>
public sealed class ExtendDeadline(DutyDesk desk)
{
    /// <summary>Takes <c>{"to", "reason"}</c>: the new last day, after today and after the old one. A member that was suspended for it is reinstated.</summary>
    [Function(nameof(ExtendDeadline))]
    [OpenTo(Role.Secretariat)]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/members/{id}/deadlines/extension")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) =>
        desk.DecideAsync<Extension>(
            request,
            id,
            body => ReasonedChange.Check(body.Reason, "Say why; the member reads it."),
            (body, by) => new DutyCommand.Extend(by, body.To, DecisionAnswers.Words(body.Reason)),
            cancellation);

    private sealed record Extension(DateOnly To, string Reason);
}
