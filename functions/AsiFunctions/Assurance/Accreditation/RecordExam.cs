using AsiFunctions.Access;
using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Assurance.Accreditation;

/// <summary>An exam that an auditor has taken.</summary>
public sealed class RecordExam(AccreditationDesk desk)
{
    /// <summary>
    /// Takes <c>{"name", "standard", "version", "takenOn", "passed", "validUntil"?}</c>; the last
    /// day on which it counts follows from the terms where it is left out. One point read and one transaction.
    /// </summary>
    [Function(nameof(RecordExam))]
    [OpenTo(Role.Secretariat)]
    [Takes(typeof(Taken))]
    [ReadsHeader("If-Match")]
    [ReadsHeader("Idempotency-Key")]
    [Answers(200, typeof(AuditorView), Headers = ["ETag"])]
    [Refuses(404, 409, 412)]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/auditors/{id}/exams")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) =>
        desk.ChangeAuditorAsync<Taken>(
            request,
            id,
            Check,
            (body, by) => new AuditorCommand.RecordExam(
                by, body.Name.Trim(), new StandardRef(body.Standard, body.Version.Trim()), body.TakenOn, body.Passed, body.ValidUntil),
            cancellation);

    private IReadOnlyList<Fault> Check(Taken body) =>
    [
        .. AccreditationFaults.OfExam(body.Name, new StandardRef(body.Standard, body.Version)),
        .. AccreditationFaults.Happened(body.TakenOn, "/takenOn", body.ValidUntil, desk.Today),
    ];

    /// <summary>An exam that was taken.</summary>
    /// <param name="Name">How it is called, 1 to 200 characters.</param>
    /// <param name="Standard">PS or CoC.</param>
    /// <param name="Version">The standard's version: <c>V3</c>.</param>
    /// <param name="TakenOn">The day, by today.</param>
    /// <param name="Passed">Whether it was passed.</param>
    /// <param name="ValidUntil">The last day on which it counts; default: by the terms.</param>
    private sealed record Taken(string Name, StandardCode Standard, string Version, DateOnly TakenOn, bool Passed, DateOnly? ValidUntil = null);
}
