using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Certification.Certificates;

/// <summary>A certificate is taken out of force until further notice.</summary>
public sealed class SuspendCertificate(CertificateDesk desk)
{
    /// <summary>Takes <c>{"reason"}</c>. Two point reads and one transaction.</summary>
    [Function(nameof(SuspendCertificate))]
    [OpenTo(Role.Releaser)]
    [Takes(typeof(Suspension))]
    [ReadsHeader("If-Match")]
    [ReadsHeader("Idempotency-Key")]
    [Answers(200, typeof(CertificateView), Headers = ["ETag"])]
    [Refuses(404, 409, 412)]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/certificates/{number}/suspension")] HttpRequest request,
        string number,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) =>
        desk.ChangeAsync<Suspension>(
            request,
            number,
            (body, _) => ReasonedChange.CheckAsync(body.Reason, "Say why the certificate is suspended."),
            (body, _, by) => new CertificateCommand.Suspend(by, body.Reason.Trim()),
            cancellation);

    /// <summary>A suspension.</summary>
    /// <param name="Reason">Why it is suspended, 1 to 4,000 characters; the member reads it.</param>
    private sealed record Suspension(string Reason);
}
