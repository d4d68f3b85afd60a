using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Duties;
using AsiFunctions.Membership;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Certification.Duties;

/// <summary>A stopped certification clock goes on.</summary>
public sealed class ResumeDeadline(DutyDesk desk)
{
    /// <summary>Takes <c>{"reason"}</c>. The dates move by the days that did not count.</summary>
    [Function(nameof(ResumeDeadline))]
    [OpenTo(Role.Secretariat)]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/members/{id}/deadlines/resumption")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) =>
        desk.DecideAsync<Resumption>(
            request,
            id,
            body => ReasonedChange.Check(body.Reason, "Say why; the member reads it."),
            (body, by) => new DutyCommand.Resume(by, DecisionAnswers.Words(body.Reason)),
            cancellation);

    private sealed record Resumption(string Reason);
}
