using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Evidence;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Certification.Evidence;

/// <summary>The file of a piece of evidence.</summary>
public sealed class DownloadEvidence(EvidenceDesk desk, EvidenceBlobs blobs)
{
    /// <summary>
    /// Streams it, to be saved and never shown in place. 409 while it is in quarantine, 410 where
    /// it was infected or is not there any more. Two point reads at once, and reading the blob.
    /// </summary>
    [Function(nameof(DownloadEvidence))]
    [OpenTo(Role.Member, Role.MemberAdmin)]
    [Answers(200, typeof(Stream), "*/*", Headers = ["Content-Disposition"])]
    [Refuses(404, 409, 410)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/members/{id}/evidence/{key}/file")] HttpRequest request,
        string id,
        string key,
        CancellationToken cancellation)
    {
        if (!EvidenceDesk.TryRead(request, id, out CaseId library)
            || await desk.FindAsync(library, key, cancellation) is not { Piece.File: { } file, Entry.Status: EvidenceStatus status })
        {
            return Problems.NotFound();
        }

        return await UploadedFile.SendAsync(request, file, status, blobs, cancellation);
    }
}
