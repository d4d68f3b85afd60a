using AsiFunctions.Access;
using AsiFunctions.Certification.Evidence;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Assurance.Reports;

/// <summary>The file of an audit report's attachment.</summary>
public sealed class DownloadAttachment(ReportDesk desk, AttachmentBlobs blobs)
{
    /// <summary>
    /// Streams it, to be saved and never shown in place; the audited member gets what belongs to a
    /// submitted revision. 409 while it is in quarantine, 410 where it was infected. One point read, and reading the blob.
    /// </summary>
    [Function(nameof(DownloadAttachment))]
    [OpenTo(Role.Auditor, Role.LeadAuditor, Role.Member, Role.MemberAdmin, Role.Secretariat, Role.Releaser)]
    [Answers(200, typeof(Stream), "*/*", Headers = ["Content-Disposition"])]
    [Refuses(404, 409, 410)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/audits/{id}/report/attachments/{key}")] HttpRequest request,
        string id,
        string key,
        CancellationToken cancellation)
    {
        if (await desk.FindAsync(request, id, ReportDesk.MaySeeRevisions, cancellation) is not { } file
            || file.Attachments.GetValueOrDefault(key) is not { } attached
            || (attached.Since is null && !ReportDesk.MaySeeDraft(request.HttpContext.Person(), file)))
        {
            return Problems.NotFound();
        }

        return await UploadedFile.SendAsync(request, attached.File, attached.Status, blobs, cancellation);
    }
}
