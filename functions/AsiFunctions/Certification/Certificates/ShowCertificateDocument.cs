using System.Text;
using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Notifications;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Certification.Certificates;

/// <summary>A certificate to print.</summary>
public sealed class ShowCertificateDocument(ICaseStore cases, CertificateDesk desk, PortalLinks links)
{
    /// <summary>
    /// HTML for A4, with the status of today where that is not "in force". One point read. Answers 304 to a matching If-None-Match.
    /// </summary>
    [Function(nameof(ShowCertificateDocument))]
    [OpenToPublic]
    [ReadsHeader("If-None-Match")]
    [Answers(200, typeof(string), "text/html", Headers = ["ETag"])]
    [Answers(304, Headers = ["ETag"])]
    [Refuses(404)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/certificates/{number}/document")] HttpRequest request,
        string number,
        CancellationToken cancellation)
    {
        if (!CertificateDesk.TryRead(number, out CaseId id) || await cases.FindAsync<Certificate>(id, cancellation) is not { Case: { } certificate })
        {
            return Problems.NotFound();
        }

        string html = CertificateDocument.Write(CertificatePage.Of(certificate, desk.Today), links.To($"certificates/{id}"));
        request.HttpContext.Response.Headers.ContentSecurityPolicy = CertificateDocument.SecurityPolicy;
        return PublicAnswer.Of(request, Encoding.UTF8.GetBytes(html), "text/html; charset=utf-8");
    }
}
