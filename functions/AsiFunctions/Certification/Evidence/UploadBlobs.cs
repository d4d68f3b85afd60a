using System.Security.Cryptography;
using AsiFunctions.Domain.Cases;
using Azure;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace AsiFunctions.Certification.Evidence;

/// <summary>
/// Files that were uploaded: blobs named <c>{owner}/{random}</c>. Which of them counts is said by cases; a blob that none names is nobody's.
/// </summary>
/// <param name="service">The storage.</param>
/// <param name="containerName">The container's name.</param>
public abstract class UploadBlobs(BlobServiceClient service, string containerName)
{
    // What an upload holds in memory.
    private const int BlockLength = 4 * 1024 * 1024;

    private readonly BlobContainerClient container = service.GetBlobContainerClient(containerName);
    private bool exists;

    /// <summary>
    /// Stores a stream under a new name. One request for each 4 MiB and one more; a stream that fails on the way leaves no blob.
    /// </summary>
    /// <returns>The blob's name.</returns>
    public async Task<string> StoreAsync(CaseId owner, Stream content, CancellationToken cancellation)
    {
        if (!exists)
        {
            await container.CreateIfNotExistsAsync(cancellationToken: cancellation);
            exists = true;
        }

        string blob = $"{owner}/{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}";
        BlobUploadOptions options = new()
        {
            // Nobody may be led to open it in a browser, should the container ever be reached directly.
            HttpHeaders = new BlobHttpHeaders { ContentType = "application/octet-stream", ContentDisposition = "attachment" },
            TransferOptions =
                new StorageTransferOptions { InitialTransferSize = BlockLength, MaximumTransferSize = BlockLength, MaximumConcurrency = 1 },
        };
        await container.GetBlobClient(blob).UploadAsync(content, options, cancellation);
        return blob;
    }

    /// <summary>Opens a blob for reading from its beginning; null where there is none. One request, and more as it is read.</summary>
    public async Task<Stream?> OpenAsync(string name, CancellationToken cancellation)
    {
        try
        {
            Response<BlobDownloadStreamingResult> found = await container.GetBlobClient(name).DownloadStreamingAsync(cancellationToken: cancellation);
            return found.Value.Content;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Deletes a blob, if it is there. One request.</summary>
    public Task DeleteAsync(string name, CancellationToken cancellation) =>
        container.GetBlobClient(name).DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: cancellation);

    /// <summary>The blobs that were stored before an instant, by name and so by owner. One request for each 5,000.</summary>
    public async Task<IReadOnlyList<string>> OlderThanAsync(DateTimeOffset instant, CancellationToken cancellation)
    {
        List<string> names = [];
        try
        {
            await foreach (BlobItem blob in container.GetBlobsAsync(cancellationToken: cancellation))
            {
                if (blob.Properties.LastModified < instant)
                {
                    names.Add(blob.Name);
                }
            }
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            // Nothing was ever uploaded.
        }

        return names;
    }
}
