using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Duties;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Membership;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Certification.Duties;

/// <summary>A certification clock is stopped for a while.</summary>
public sealed class PauseDeadline(DutyDesk desk, CertificationSettings settings)
{
    /// <summary>Takes <c>{"reason"}</c>. Days do not count from today on.</summary>
    [Function(nameof(PauseDeadline))]
    [OpenTo(Role.Secretariat)]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/members/{id}/deadlines/pause")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) =>
        desk.DecideAsync<Pause>(
            request,
            id,
            body => DecisionAnswers.Check(body.Reason, "/reason", "Say why; the member reads it.") is Fault fault ? [fault] : [],
            (duty, body, by, now) => DutyProcedure.Decide(duty, new DutyCommand.Pause(by, DecisionAnswers.Words(body.Reason)), now, settings.Terms),
            cancellation);

    private sealed record Pause(string Reason);
}
