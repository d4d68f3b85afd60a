using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Evidence;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Certification.Evidence;

/// <summary>A file is uploaded as evidence.</summary>
public sealed class UploadEvidence(EvidenceDesk desk, EvidenceBlobs blobs, EvidenceSettings settings)
{
    /// <summary>
    /// Takes the file as the body, its type as Content-Type, its name as Content-Disposition or
    /// X-File-Name, and its title as X-Title (without: its name). It streams to a blob, is hashed on the way and stays in quarantine until it was
    /// scanned. A request for each 4 MiB; then a point read and one transaction.
    /// </summary>
    [Function(nameof(UploadEvidence))]
    [OpenTo(Role.Member, Role.MemberAdmin)]
    [Takes(typeof(Stream), "*/*")]
    [ReadsHeader(FileNames.NameHeader)]
    [ReadsHeader(FileNames.TitleHeader)]
    [ReadsHeader("Idempotency-Key")]
    [Answers(201, typeof(EvidenceView), Headers = ["Location"])]
    [Refuses(404, 409)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/members/{id}/evidence-files")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        if (!EvidenceDesk.TryRead(request, id, out CaseId library))
        {
            return Problems.NotFound();
        }

        UploadedFile upload = await UploadedFile.ReceiveAsync(request, library.As(Organisation.MemberPrefix), blobs, settings, cancellation);
        return upload.Problem ?? await AddAsync(request, library, upload.Title, upload.File, cancellation);
    }

    private async Task<IResult> AddAsync(HttpRequest request, CaseId library, string title, StoredFile file, CancellationToken cancellation)
    {
        Person person = request.HttpContext.Person();
        IdempotencyHeader header = request.IdempotencyKey(
            $"{nameof(UploadEvidence)} {library} {person.AccountId}", $"{file.Sha256} {file.Name} {title}");
        EvidencePiece piece = new(Description: null, file, Reference: null, person.AccountId, Request: null);
        EvidenceCommand.Add add = new(person.AsActorIn(Role.Member, Role.MemberAdmin)!, title, piece);

        // Should this fail half-way, the blob stays: nobody knows whether the piece was stored. What no piece names is swept a day later.
        (IResult answer, bool stored) = header.Problem is { } malformed
            ? (malformed, false)
            : await desk.AddAsync(library, add, header.Key, cancellation);
        if (!stored)
        {
            await blobs.DeleteAsync(file.Blob, cancellation);
        }

        return answer;
    }
}
