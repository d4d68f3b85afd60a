using AsiFunctions.Access;
using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Assurance.Accreditation;

/// <summary>A training that an auditor has completed.</summary>
public sealed class RecordTraining(AccreditationDesk desk)
{
    /// <summary>
    /// Takes <c>{"module", "completedOn", "validUntil"?}</c>; the last day on which it counts follows from
    /// the terms where it is left out. One point read and one transaction.
    /// </summary>
    [Function(nameof(RecordTraining))]
    [OpenTo(Role.Secretariat)]
    [Takes(typeof(Completed))]
    [ReadsHeader("If-Match")]
    [ReadsHeader("Idempotency-Key")]
    [Answers(200, typeof(AuditorView), Headers = ["ETag"])]
    [Refuses(404, 409, 412)]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/auditors/{id}/trainings")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) =>
        desk.ChangeAuditorAsync<Completed>(
            request,
            id,
            Check,
            (body, by) => new AuditorCommand.RecordTraining(by, body.Module, body.CompletedOn, body.ValidUntil),
            cancellation);

    private IReadOnlyList<Fault> Check(Completed body) =>
    [
        .. AccreditationFaults.OfModule(body.Module),
        .. AccreditationFaults.Happened(body.CompletedOn, "/completedOn", body.ValidUntil, desk.Today),
    ];

    /// <summary>A training that was completed.</summary>
    /// <param name="Module">The module, kebab case, at most 64 characters.</param>
    /// <param name="CompletedOn">The day, by today.</param>
    /// <param name="ValidUntil">The last day on which it counts; default: by the terms.</param>
    private sealed record Completed(string Module, DateOnly CompletedOn, DateOnly? ValidUntil = null);
}
