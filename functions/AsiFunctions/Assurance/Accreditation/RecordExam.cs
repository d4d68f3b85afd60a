using AsiFunctions.Access;
using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Forms;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Assurance.Accreditation;

/// <summary>An exam that an auditor has taken.</summary>
public sealed class RecordExam(AccreditationDesk desk)
{
    /// <summary>
    /// Takes <c>{"name", "standard", "version", "takenOn", "passed", "validUntil"?}</c>; the last day on which it counts follows from the terms where it is
    /// left out. One point read and one transaction.
    /// </summary>
    [Function(nameof(RecordExam))]
    [OpenTo(Role.Secretariat)]
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

    private sealed record Taken(string Name, StandardCode Standard, string Version, DateOnly TakenOn, bool Passed, DateOnly? ValidUntil = null);
}
