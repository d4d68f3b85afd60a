using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Certification.Certificates;

/// <summary>A certificate is taken back for good.</summary>
public sealed class WithdrawCertificate(CertificateDesk desk)
{
    /// <summary>Takes <c>{"reason"}</c>. Two point reads and one transaction.</summary>
    [Function(nameof(WithdrawCertificate))]
    [OpenTo(Role.Releaser)]
    [Takes(typeof(Withdrawal))]
    [ReadsHeader("If-Match")]
    [ReadsHeader("Idempotency-Key")]
    [Answers(200, typeof(CertificateView), Headers = ["ETag"])]
    [Refuses(404, 409, 412)]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/certificates/{number}/withdrawal")] HttpRequest request,
        string number,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) =>
        desk.ChangeAsync<Withdrawal>(
            request,
            number,
            (body, _) => ReasonedChange.CheckAsync(body.Reason, "Say why the certificate is withdrawn."),
            (body, _, by) => new CertificateCommand.Withdraw(by, body.Reason.Trim()),
            cancellation);

    /// <summary>A withdrawal.</summary>
    /// <param name="Reason">Why it is withdrawn, 1 to 4,000 characters; the member reads it.</param>
    private sealed record Withdrawal(string Reason);
}
