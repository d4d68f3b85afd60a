using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Certificates;
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

    private sealed record Withdrawal(string Reason);
}
