using AsiFunctions.Access;
using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Assurance.Accreditation;

/// <summary>An auditor asks to be forgotten.</summary>
public sealed class EraseAuditor(AccreditationDesk desk)
{
    /// <summary>
    /// Takes <c>{}</c>. The name is gone, and with it the accreditation; scopes, exams and engagements
    /// stay under the reference. One point read and one transaction.
    /// </summary>
    [Function(nameof(EraseAuditor))]
    [OpenTo(Role.Secretariat)]
    [Takes(typeof(PersonErasure))]
    [ReadsHeader("If-Match")]
    [ReadsHeader("Idempotency-Key")]
    [Answers(200, typeof(AuditorView), Headers = ["ETag"])]
    [Refuses(404, 409, 412)]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/auditors/{id}/erase")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) =>
        desk.ChangeAuditorAsync<PersonErasure>(
            request,
            id,
            _ => [],
            (_, by) => new AuditorCommand.Erase(by),
            cancellation);

    /// <summary>Nothing more needs to be said.</summary>
    private sealed record PersonErasure();
}
