using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Certification.Certificates;

/// <summary>A certificate's public page.</summary>
public sealed class ShowCertificate(ICaseStore cases, CertificateDesk desk)
{
    /// <summary>What anybody may know of a certificate, with its status today. One point read. Answers 304 to a matching If-None-Match.</summary>
    [Function(nameof(ShowCertificate))]
    [OpenToPublic]
    [ReadsHeader("If-None-Match")]
    [Answers(200, typeof(CertificatePage), Headers = ["ETag"])]
    [Answers(304, Headers = ["ETag"])]
    [Refuses(404)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/certificates/{number}")] HttpRequest request,
        string number,
        CancellationToken cancellation) =>
        CertificateDesk.TryRead(number, out CaseId id) && await cases.FindAsync<Certificate>(id, cancellation) is { Case: { } certificate }
            ? PublicAnswer.Json(request, CertificatePage.Of(certificate, desk.Today))
            : Problems.NotFound();
}
