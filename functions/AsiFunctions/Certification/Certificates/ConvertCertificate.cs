using AsiFunctions.Access;
using AsiFunctions.Certification.Standards;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Certification.Standards;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Certification.Certificates;

/// <summary>A provisional certificate becomes full.</summary>
public sealed class ConvertCertificate(CertificateDesk desk, ICaseStore cases, IStandards standards)
{
    /// <summary>
    /// Takes <c>{"audit", "reason"?}</c>: what the follow-up found, as at the issue of a certificate. Valid as if it had been full from its issue on.
    /// Three point reads and one transaction.
    /// </summary>
    [Function(nameof(ConvertCertificate))]
    [OpenTo(Role.Releaser)]
    [Takes(typeof(Conversion))]
    [ReadsHeader("If-Match")]
    [ReadsHeader("Idempotency-Key")]
    [Answers(200, typeof(CertificateView), Headers = ["ETag"])]
    [Refuses(404, 409, 412)]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/certificates/{number}/conversion")] HttpRequest request,
        string number,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) =>
        desk.ChangeAsync<Conversion>(
            request,
            number,
            (body, id) => CheckAsync(body, id, cancellation),
            (body, certificate, by) => new CertificateCommand.Convert(by, body.Audit.Against(certificate.Standard), OwnWords.Of(body.Reason)),
            cancellation);

    private async ValueTask<IReadOnlyList<Fault>> CheckAsync(Conversion body, CaseId id, CancellationToken cancellation)
    {
        if (body.Audit.Check().ToList() is { Count: > 0 } unreadable)
        {
            return unreadable;
        }

        // Where there is no such certificate, the decision says so.
        if (await cases.FindAsync<Certificate>(id, cancellation) is not { Case.Standard: { } standard })
        {
            return [];
        }

        StandardVersion? version = await standards.FindAsync(standard, cancellation);
        return
        [
            .. ReasonedChange.Check(body.Reason, needed: null),
            .. AuditChecks.Check(body.Audit.Against(standard), version, desk.Today, countsOnly: false, "/audit"),
        ];
    }

    /// <summary>The conversion of a provisional certificate.</summary>
    /// <param name="Audit">What the follow-up audit found.</param>
    /// <param name="Reason">What else is to be said, at most 4,000 characters.</param>
    private sealed record Conversion(AuditBody Audit, string? Reason = null);
}
