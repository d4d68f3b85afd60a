using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Evidence;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Http;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Net.Http.Headers;

namespace AsiFunctions.Certification.Evidence;

/// <summary>A file is uploaded as evidence.</summary>
public sealed class UploadEvidence(EvidenceDesk desk, EvidenceBlobs blobs, EvidenceSettings settings)
{
    /// <summary>
    /// Takes the file as the body, its type as Content-Type, its name as Content-Disposition or X-File-Name, and its title as X-Title (without: its name). It
    /// streams to a blob, is hashed on the way and stays in quarantine until it was scanned. A request for each 4 MiB; then a point read and one transaction.
    /// </summary>
    [Function(nameof(UploadEvidence))]
    [OpenTo(Role.Member, Role.MemberAdmin)]
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

        if (Refuse(request, out string mediaType, out string name, out string title) is { } refused)
        {
            return refused;
        }

        LiftBodyLimit(request);
        byte[] buffer = new byte[FileTypes.HeadLength];
        ReadOnlyMemory<byte> head = buffer.AsMemory(0, await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation));
        if (head.Length == 0)
        {
            return Problems.MalformedBody(new Fault("", "empty-file", "The file is empty."));
        }

        if (!FileTypes.Fits(mediaType, head))
        {
            return Problems.UnsupportedMediaType($"a file that is what its Content-Type says; this one does not begin like {mediaType}");
        }

        await using UploadStream content = new(head, request.Body, settings.MaxBytes);
        string blob;
        try
        {
            blob = await blobs.StoreAsync(library.As(Organisation.MemberPrefix), content, cancellation);
        }
        catch (Exception) when (content.IsTooLong)
        {
            return Problems.PayloadTooLarge(settings.MaxBytes);
        }

        if (request.ContentLength is { } announced && announced != content.Count)
        {
            await blobs.DeleteAsync(blob, cancellation);
            return Problems.MalformedBody(new Fault("", "incomplete", "The body did not arrive as announced."));
        }

        return await AddAsync(request, library, title, new StoredFile(name, mediaType, content.Count, content.Sha256(), blob), cancellation);
    }

    private async Task<IResult> AddAsync(HttpRequest request, CaseId library, string title, StoredFile file, CancellationToken cancellation)
    {
        Person person = request.HttpContext.Person();
        IdempotencyHeader header = request.IdempotencyKey($"{nameof(UploadEvidence)} {library} {person.AccountId}", $"{file.Sha256} {file.Name} {title}");
        EvidencePiece piece = new(Description: null, file, Reference: null, person.AccountId, Request: null);
        EvidenceCommand.Add add = new(person.AsActorIn(Role.Member, Role.MemberAdmin)!, title, piece);

        // Should this fail half-way, the blob stays: nobody knows whether the piece was stored. What no piece names is swept a day later.
        (IResult answer, bool stored) = header.Problem is { } malformed ? (malformed, false) : await desk.AddAsync(library, add, header.Key, cancellation);
        if (!stored)
        {
            await blobs.DeleteAsync(file.Blob, cancellation);
        }

        return answer;
    }

    /// <summary>What is wrong with the headers.</summary>
    private IResult? Refuse(HttpRequest request, out string mediaType, out string name, out string title)
    {
        mediaType = MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type) ? type.MediaType.ToString().ToLowerInvariant() : "";
        name = FileNames.NameOf(request) ?? "";
        title = FileNames.TitleOf(request) ?? LongText.Pieces(name, EvidenceProcedure.LongestTitle).FirstOrDefault("");
        if (request.ContentLength > settings.MaxBytes)
        {
            return Problems.PayloadTooLarge(settings.MaxBytes);
        }

        if (!settings.MediaTypes.Contains(mediaType))
        {
            return Problems.UnsupportedMediaType(string.Join(", ", settings.MediaTypes.Order(StringComparer.Ordinal)));
        }

        if (name.Length == 0)
        {
            return Problems.InvalidParameter(FileNames.NameHeader, "Send the file's name, percent-encoded, or as filename* of Content-Disposition.");
        }

        Fault[] faults = [.. EvidenceDesk.Check(title, description: null)];
        return faults.Length > 0 ? Problems.InvalidParameter(FileNames.TitleHeader, faults[0].Message) : null;
    }

    // The server's own limit is for bodies that are held in memory; the stream has ours.
    private void LiftBodyLimit(HttpRequest request)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature && feature.MaxRequestBodySize <= settings.MaxBytes)
        {
            feature.MaxRequestBodySize = settings.MaxBytes + 1;
        }
    }
}
