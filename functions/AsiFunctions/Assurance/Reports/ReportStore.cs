using System.Security.Cryptography;
using System.Text.Json;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;
using Azure;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace AsiFunctions.Assurance.Reports;

/// <summary>Submitted revisions: a blob each, written once and never again. Which of them counts is said by the reports.</summary>
/// <remarks>
/// Nothing here is ever deleted: a blob whose submission broke off is met again when the same content is submitted, perhaps much later.
/// </remarks>
public sealed class ReportStore(BlobServiceClient service)
{
    /// <summary>The container's name.</summary>
    public const string Container = "audit-reports";

    // A revision goes out in one request: at its limits it has some 20 MiB, usually one or two.
    private const int LongestRequest = 64 * 1024 * 1024;

    private readonly BlobContainerClient container = service.GetBlobContainerClient(Container);
    private bool exists;

    /// <summary>
    /// Writes a revision, under a name made of the audit, the number and the content's hash. One
    /// request; where the very same content is there already, left by an attempt that broke off, that
    /// is it. The hash is over the content alone, which holds no time.
    /// </summary>
    /// <returns>The blob's name and the hash.</returns>
    public async Task<(string Blob, string Sha256)> WriteAsync(CaseId audit, AuditReport report, CancellationToken cancellation)
    {
        if (!exists)
        {
            await container.CreateIfNotExistsAsync(cancellationToken: cancellation);
            exists = true;
        }

        byte[] content = JsonSerializer.SerializeToUtf8Bytes(report, Json.Options);
        string hash = Convert.ToHexStringLower(SHA256.HashData(content));
        string name = $"{audit}/{report.Revision:D3}-{hash}.json";
        BlobUploadOptions options = new()
        {
            Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
            HttpHeaders = new BlobHttpHeaders { ContentType = "application/json" },
            TransferOptions = new StorageTransferOptions { InitialTransferSize = LongestRequest, MaximumTransferSize = LongestRequest },
        };
        try
        {
            await container.GetBlobClient(name).UploadAsync(new BinaryData(content), options, cancellation);
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.BlobAlreadyExists || e.ErrorCode == BlobErrorCode.ConditionNotMet)
        {
            // Its name says that it is the same.
        }

        return (name, hash);
    }

    /// <summary>Reads a revision. One request.</summary>
    /// <exception cref="InvalidDataException">The blob is not what was submitted.</exception>
    /// <exception cref="RequestFailedException">The storage does not answer, or the blob is not there.</exception>
    public async Task<AuditReport> ReadAsync(ReportRevision revision, CancellationToken cancellation)
    {
        Response<BlobDownloadResult> found = await container.GetBlobClient(revision.Blob).DownloadContentAsync(cancellation);
        ReadOnlyMemory<byte> content = found.Value.Content.ToMemory();
        if (Convert.ToHexStringLower(SHA256.HashData(content.Span)) != revision.Sha256)
        {
            throw new InvalidDataException($"The blob {revision.Blob} is not what was submitted: its SHA-256 is another. Restore it from a backup.");
        }

        return JsonSerializer.Deserialize<AuditReport>(content.Span, Json.Options)
            ?? throw new InvalidDataException($"The blob {revision.Blob} holds null.");
    }
}
