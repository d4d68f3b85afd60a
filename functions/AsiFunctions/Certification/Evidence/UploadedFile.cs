using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Evidence;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Http;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace AsiFunctions.Certification.Evidence;

/// <summary>A file that was received and stored, or the answer that refuses it.</summary>
/// <param name="File">The file; unset where there is a problem.</param>
/// <param name="Title">What it is called: the title that was sent, or else its name.</param>
/// <param name="Problem">The answer to give at once; null where all is well.</param>
internal sealed record UploadedFile(StoredFile File, string Title, IResult? Problem)
{
    /// <summary>
    /// Takes the file as the body, its type as Content-Type, its name as Content-Disposition or
    /// X-File-Name, and its title as X-Title (without: its name). It streams to a blob and is hashed on the way. A request for each 4 MiB and one
    /// more. Should nobody name the blob in the end, delete it.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="owner">Whose file it is.</param>
    /// <param name="blobs">Where it is stored.</param>
    /// <param name="settings">Its limits.</param>
    /// <param name="cancellation">The caller goes away.</param>
    public static async Task<UploadedFile> ReceiveAsync(
        HttpRequest request, CaseId owner, UploadBlobs blobs, EvidenceSettings settings, CancellationToken cancellation)
    {
        if (Refuse(request, settings, out string mediaType, out string name, out string title) is { } refused)
        {
            return Refused(refused);
        }

        LiftBodyLimit(request, settings);
        byte[] buffer = new byte[FileTypes.HeadLength];
        ReadOnlyMemory<byte> head = buffer.AsMemory(
            0, await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation));
        if (head.Length == 0)
        {
            return Refused(Problems.MalformedBody(new Fault("", "empty-file", "The file is empty.")));
        }

        if (!FileTypes.Fits(mediaType, head))
        {
            return Refused(Problems.UnsupportedMediaType($"a file that is what its Content-Type says; this one does not begin like {mediaType}"));
        }

        await using UploadStream content = new(head, request.Body, settings.MaxBytes);
        string blob;
        try
        {
            blob = await blobs.StoreAsync(owner, content, cancellation);
        }
        catch (Exception) when (content.IsTooLong)
        {
            return Refused(Problems.PayloadTooLarge(settings.MaxBytes));
        }

        if (request.ContentLength is { } announced && announced != content.Count)
        {
            await blobs.DeleteAsync(blob, cancellation);
            return Refused(Problems.MalformedBody(new Fault("", "incomplete", "The body did not arrive as announced.")));
        }

        return new UploadedFile(new StoredFile(name, mediaType, content.Count, content.Sha256(), blob), title, Problem: null);
    }

    /// <summary>
    /// Streams a stored file, to be saved and never shown in place. 409 while it is in quarantine,
    /// 410 where it was infected or is not there any more.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="file">The file.</param>
    /// <param name="status">Whether it can be used.</param>
    /// <param name="blobs">Where it is stored.</param>
    /// <param name="cancellation">The caller goes away.</param>
    public static async Task<IResult> SendAsync(
        HttpRequest request, StoredFile file, EvidenceStatus status, UploadBlobs blobs, CancellationToken cancellation)
    {
        if (status is EvidenceStatus.Quarantined)
        {
            return Problems.Conflict("quarantined", "The file is being checked for viruses; please try again in a few minutes.");
        }

        if (status is EvidenceStatus.Infected || await blobs.OpenAsync(file.Blob, cancellation) is not { } content)
        {
            return Problems.Gone("file-gone", "The file is not kept any more. Where it was infected, upload a clean one.");
        }

        request.HttpContext.Response.Headers.XContentTypeOptions = "nosniff";
        request.HttpContext.Response.ContentLength = file.Bytes;
        return Results.Stream(content, file.MediaType, file.Name);
    }

    private static UploadedFile Refused(IResult problem) => new(null!, "", problem);

    /// <summary>What is wrong with the headers.</summary>
    private static IResult? Refuse(HttpRequest request, EvidenceSettings settings, out string mediaType, out string name, out string title)
    {
        mediaType = MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type)
            ? type.MediaType.ToString().ToLowerInvariant()
            : "";
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
    private static void LiftBodyLimit(HttpRequest request, EvidenceSettings settings)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature
            && feature.MaxRequestBodySize <= settings.MaxBytes)
        {
            feature.MaxRequestBodySize = settings.MaxBytes + 1;
        }
    }
}
