using AsiFunctions.Access;
using AsiFunctions.Certification.Evidence;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Assurance.NonConformances;

/// <summary>The file of a piece of evidence that a member has named for a corrective action.</summary>
public sealed class DownloadActionEvidence(ActionEvidence evidence, EvidenceBlobs blobs)
{
    /// <summary>
    /// Streams it, as <see cref="DownloadEvidence"/> does, to whom <see cref="ShowActionEvidence"/>
    /// shows it; 404 for a piece that is no file. One point read, then two at once, and reading the blob.
    /// </summary>
    [Function(nameof(DownloadActionEvidence))]
    [OpenTo(Role.Auditor, Role.LeadAuditor)]
    [Answers(200, typeof(Stream), "*/*", Headers = ["Content-Disposition"])]
    [Refuses(404, 409, 410)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/non-conformances/{id}/evidence/{key}/file")] HttpRequest request,
        string id,
        string key,
        CancellationToken cancellation) =>
        await evidence.FindAsync(id, key, request.HttpContext.Person().Organisation, cancellation) is { Piece.File: { } file, Entry.Status: var status }
            ? await UploadedFile.SendAsync(request, file, status, blobs, cancellation)
            : Problems.NotFound();
}
