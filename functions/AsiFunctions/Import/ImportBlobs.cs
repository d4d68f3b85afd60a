using System.Security.Cryptography;
using System.Text;
using AsiFunctions.Http;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace AsiFunctions.Import;

/// <summary>The files of imports, each under the hash of its content and written once; and the requests that brought them.</summary>
public sealed class ImportBlobs(BlobServiceClient service)
{
    /// <summary>The container's name.</summary>
    public const string Container = "member-imports";

    private readonly BlobContainerClient container = service.GetBlobContainerClient(Container);
    private bool exists;

    /// <summary>The name of a content.</summary>
    public static string NameOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>Keeps a file. One request; where the very same content is there already, that is it.</summary>
    /// <returns>Its name.</returns>
    public async Task<string> KeepAsync(byte[] content, CancellationToken cancellation)
    {
        string name = NameOf(content);
        await WriteOnceAsync($"files/{name}.csv", content, cancellation);
        return name;
    }

    /// <summary>Reads a file. One request.</summary>
    /// <exception cref="InvalidDataException">The blob is not what was sent.</exception>
    /// <exception cref="RequestFailedException">The storage does not answer, or the blob is not there.</exception>
    public async Task<byte[]> ReadAsync(string name, CancellationToken cancellation)
    {
        Response<BlobDownloadResult> found = await container.GetBlobClient($"files/{name}.csv").DownloadContentAsync(cancellation);
        byte[] content = found.Value.Content.ToArray();
        return NameOf(content) == name
            ? content
            : throw new InvalidDataException(
                $"The file of the import {name} is not what was sent: its SHA-256 is another. Restore it from a backup.");
    }

    /// <summary>Notes which content an Idempotency-Key came with. One request; two for a repeat.</summary>
    /// <returns>False where the key was used for another content before.</returns>
    public async Task<bool> NoteAsync(IdempotencyKey key, CancellationToken cancellation)
    {
        string blob = $"requests/{key.Hash}";
        if (await WriteOnceAsync(blob, Encoding.ASCII.GetBytes(key.BodyHash), cancellation))
        {
            return true;
        }

        Response<BlobDownloadResult> noted = await container.GetBlobClient(blob).DownloadContentAsync(cancellation);
        return noted.Value.Content.ToString() == key.BodyHash;
    }

    private async Task<bool> WriteOnceAsync(string blob, byte[] content, CancellationToken cancellation)
    {
        if (!exists)
        {
            await container.CreateIfNotExistsAsync(cancellationToken: cancellation);
            exists = true;
        }

        try
        {
            BlobUploadOptions options = new() { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
            await container.GetBlobClient(blob).UploadAsync(new BinaryData(content), options, cancellation);
            return true;
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.BlobAlreadyExists || e.ErrorCode == BlobErrorCode.ConditionNotMet)
        {
            return false;
        }
    }
}
