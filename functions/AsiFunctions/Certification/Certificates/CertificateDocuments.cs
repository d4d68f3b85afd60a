using AsiFunctions.Domain.Cases;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace AsiFunctions.Certification.Certificates;

/// <summary>The documents of certificates as they were when they were released: blobs that are written once.</summary>
public sealed class CertificateDocuments(BlobServiceClient service)
{
    /// <summary>The container's name.</summary>
    public const string Container = "certificates";

    private readonly BlobContainerClient container = service.GetBlobContainerClient(Container);

    /// <summary>Stores a document; one that is there already stays as it is. Two requests.</summary>
    /// <param name="number">The certificate.</param>
    /// <param name="audit">The audit whose release it belongs to.</param>
    /// <param name="html">The document.</param>
    /// <param name="cancellation">The host stops.</param>
    /// <returns>The blob's name.</returns>
    public async Task<string> StoreAsync(CaseId number, CaseId audit, byte[] html, CancellationToken cancellation)
    {
        await container.CreateIfNotExistsAsync(cancellationToken: cancellation);
        string name = $"{number}/{audit}.html";
        BlobUploadOptions options = new()
        {
            Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
            HttpHeaders = new BlobHttpHeaders { ContentType = "text/html; charset=utf-8" },
        };
        try
        {
            await container.GetBlobClient(name).UploadAsync(BinaryData.FromBytes(html), options, cancellation);
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            // An earlier attempt has stored it.
        }

        return name;
    }
}
