using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Certification.Certificates;

/// <summary>A certificate is valid for longer, by the offer of the terms.</summary>
public sealed class ExtendCertificate(CertificateDesk desk)
{
    /// <summary>
    /// Takes <c>{"requestedOn"?, "previousAudit"?: {"endedOn", "majors", "minors"}, "reason"?}</c>:
    /// the day of the member's request (default: today), the previous audit where it is not the one that the certificate rests on, and why minors do
    /// not stand in the way. Two point reads and one transaction.
    /// </summary>
    [Function(nameof(ExtendCertificate))]
    [OpenTo(Role.Releaser)]
    [Takes(typeof(Extension))]
    [ReadsHeader("If-Match")]
    [ReadsHeader("Idempotency-Key")]
    [Answers(200, typeof(CertificateView), Headers = ["ETag"])]
    [Refuses(404, 409, 412)]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/certificates/{number}/extension")] HttpRequest request,
        string number,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) =>
        desk.ChangeAsync<Extension>(
            request,
            number,
            (body, _) => ValueTask.FromResult<IReadOnlyList<Fault>>(Check(body)),
            (body, _, by) => new CertificateCommand.Extend(by, body.RequestedOn ?? desk.Today, body.PreviousAudit, OwnWords.Of(body.Reason)),
            cancellation);

    private List<Fault> Check(Extension body)
    {
        List<Fault> faults = [.. ReasonedChange.Check(body.Reason, needed: null)];
        if (body.PreviousAudit is { } audit && audit.EndedOn > desk.Today)
        {
            faults.Add(new Fault("/previousAudit/endedOn", FaultCodes.OutOfRange, "The previous audit has ended by today."));
        }

        if (body.PreviousAudit is { Majors: < 0 } or { Minors: < 0 })
        {
            faults.Add(new Fault("/previousAudit", FaultCodes.OutOfRange, "A number of non-conformances is 0 or more."));
        }

        return faults;
    }

    /// <summary>The extension of a certificate.</summary>
    /// <param name="RequestedOn">The day of the member's request; default: today.</param>
    /// <param name="PreviousAudit">The previous audit; default: the one that the certificate rests on.</param>
    /// <param name="Reason">Why minor non-conformances do not stand in the way, at most 4,000 characters.</param>
    private sealed record Extension(DateOnly? RequestedOn = null, PreviousAudit? PreviousAudit = null, string? Reason = null);
}
