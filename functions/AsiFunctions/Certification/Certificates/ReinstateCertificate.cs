using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Certification.Certificates;

/// <summary>A suspended certificate is put into force again.</summary>
public sealed class ReinstateCertificate(CertificateDesk desk)
{
    /// <summary>Takes <c>{"reason"}</c>. Two point reads and one transaction.</summary>
    [Function(nameof(ReinstateCertificate))]
    [OpenTo(Role.Releaser)]
    [Takes(typeof(Reinstatement))]
    [ReadsHeader("If-Match")]
    [ReadsHeader("Idempotency-Key")]
    [Answers(200, typeof(CertificateView), Headers = ["ETag"])]
    [Refuses(404, 409, 412)]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/certificates/{number}/reinstatement")] HttpRequest request,
        string number,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) =>
        desk.ChangeAsync<Reinstatement>(
            request,
            number,
            (body, _) => ReasonedChange.CheckAsync(body.Reason, "Say why the certificate is in force again."),
            (body, _, by) => new CertificateCommand.Reinstate(by, body.Reason.Trim()),
            cancellation);

    /// <summary>The end of a suspension.</summary>
    /// <param name="Reason">Why it is in force again, 1 to 4,000 characters; the member reads it.</param>
    private sealed record Reinstatement(string Reason);
}
