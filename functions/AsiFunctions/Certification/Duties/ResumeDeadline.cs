using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Duties;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Membership;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Certification.Duties;

/// <summary>A stopped certification clock goes on.</summary>
public sealed class ResumeDeadline(DutyDesk desk, CertificationSettings settings)
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
            body => DecisionAnswers.Check(body.Reason, "/reason", "Say why; the member reads it.") is Fault fault ? [fault] : [],
            (duty, body, by, now) => DutyProcedure.Decide(duty, new DutyCommand.Resume(by, DecisionAnswers.Words(body.Reason)), now, settings.Terms),
            cancellation);

    private sealed record Resumption(string Reason);
}
