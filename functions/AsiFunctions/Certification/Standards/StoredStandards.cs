using System.Security.Cryptography;
using System.Text.Json;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Standards;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace AsiFunctions.Certification.Standards;

/// <summary>
/// The shipped sample until the operator has loaded a catalogue. Each catalogue is a blob that never changes, named by its hash; the blob
/// <c>current</c> says which of them holds.
/// </summary>
/// <param name="blobs">The blob service.</param>
/// <param name="clock">Says when to look again whether another process has loaded a catalogue.</param>
/// <param name="container">The container's name, for tests that want one of their own.</param>
public sealed class StoredStandards(BlobServiceClient blobs, TimeProvider clock, string container = StoredStandards.Container) : IStandards
{
    /// <summary>The container's name; created when a catalogue is first loaded.</summary>
    public const string Container = "standards";

    private const string PointerName = "current";

    // A new catalogue is loaded some times a year; a minute later every process goes by it.
    private static readonly TimeSpan Refresh = TimeSpan.FromMinutes(1);

    private static readonly string SampleTag = Hash(Write(StandardCatalogue.Shipped));

    private readonly BlobContainerClient store = blobs.GetBlobContainerClient(container);
    private volatile StandardsSnapshot? latest;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<StandardVersion>> AllAsync(CancellationToken cancellation) => (await CurrentAsync(cancellation)).Versions;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<StandardVersion>> PinnedAsync(CancellationToken cancellation)
    {
        IReadOnlyList<StandardVersion> listed = await AllAsync(cancellation);
        return [.. listed, .. StandardCatalogue.Shipped.Where(shipped => listed.Of(shipped.Ref) is null)];
    }

    /// <inheritdoc/>
    public async ValueTask<StandardVersion?> FindAsync(StandardRef standard, CancellationToken cancellation) =>
        (await PinnedAsync(cancellation)).Of(standard);

    /// <summary>What holds now, not older than a minute. No round trip; once a minute one, and one more after a catalogue was loaded.</summary>
    public async ValueTask<StandardsSnapshot> CurrentAsync(CancellationToken cancellation)
    {
        DateTimeOffset now = clock.GetUtcNow();
        return latest is { } known && known.ReadAt <= now && now < known.ReadAt + Refresh ? known : await ReadAsync(cancellation);
    }

    /// <summary>
    /// Loads a catalogue in place of what holds. Four round trips: the pointer is read, the container made sure of, the catalogue and the pointer
    /// written. One more where the catalogue that holds is not in memory.
    /// </summary>
    /// <param name="versions">The versions that shall hold, as the reader gave them.</param>
    /// <param name="ifTag">The catalogue that the operator saw; null for whichever holds.</param>
    /// <param name="by">The operator's account id.</param>
    /// <param name="cancellation">The caller goes away.</param>
    public async Task<CatalogueLoading> LoadAsync(IReadOnlyList<StandardVersion> versions, string? ifTag, string by, CancellationToken cancellation)
    {
        StandardsSnapshot now = await ReadAsync(cancellation);
        if (ifTag is not null && ifTag != now.Tag)
        {
            return new CatalogueLoading.Stale();
        }

        if (CatalogueChanges.Refuse(now.Versions, versions) is { } reason)
        {
            return new CatalogueLoading.InUse(reason);
        }

        byte[] content = Write(versions);
        string name = Hash(content);
        await store.CreateIfNotExistsAsync(cancellationToken: cancellation);
        await WriteOnceAsync(name, content, cancellation);
        Pointer pointer = new(name, clock.GetUtcNow(), by);
        try
        {
            await store.GetBlobClient(PointerName).UploadAsync(
                BinaryData.FromObjectAsJson(pointer, Json.Options),
                new BlobUploadOptions { Conditions = now.PointerTag is { } seen ? new() { IfMatch = seen } : new() { IfNoneMatch = ETag.All } },
                cancellation);
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            // Another operator was first; or it was this very request, whose first answer was lost.
            StandardsSnapshot other = await ReadAsync(cancellation);
            return other.Tag == name ? new CatalogueLoading.Loaded(other) : new CatalogueLoading.Stale();
        }

        latest = null;
        return new CatalogueLoading.Loaded(now with { Versions = versions, Tag = name });
    }

    private async Task<StandardsSnapshot> ReadAsync(CancellationToken cancellation)
    {
        StandardsSnapshot? known = latest;
        DateTimeOffset now = clock.GetUtcNow();
        (Pointer Value, ETag ETag)? pointer = await ReadPointerAsync(cancellation);
        StandardsSnapshot read = pointer is not { } found ? Sample(now)
            : known?.Tag == found.Value.Catalogue ? known with { PointerTag = found.ETag, ReadAt = now }
            : new StandardsSnapshot(await ReadCatalogueAsync(found.Value.Catalogue, cancellation), found.Value.Catalogue, found.ETag, now);
        latest = read;
        return read;
    }

    private async Task<(Pointer Value, ETag ETag)?> ReadPointerAsync(CancellationToken cancellation)
    {
        try
        {
            BlobDownloadResult found = await store.GetBlobClient(PointerName).DownloadContentAsync(cancellation);
            return (found.Content.ToObjectFromJson<Pointer>(Json.Options)!, found.Details.ETag);
        }
        catch (RequestFailedException e) when (e.Status is 404)
        {
            return null;
        }
    }

    private async Task<IReadOnlyList<StandardVersion>> ReadCatalogueAsync(string name, CancellationToken cancellation)
    {
        BlobDownloadResult found = await store.GetBlobClient(name).DownloadContentAsync(cancellation);
        return found.Content.ToObjectFromJson<StandardVersion[]>(Json.Options)!;
    }

    private async Task WriteOnceAsync(string name, byte[] content, CancellationToken cancellation)
    {
        try
        {
            BlobUploadOptions options = new()
            {
                Conditions = new() { IfNoneMatch = ETag.All },
                HttpHeaders = new() { ContentType = "application/json" },
            };
            await store.GetBlobClient(name).UploadAsync(BinaryData.FromBytes(content), options, cancellation);
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            // The same catalogue was loaded before.
        }
    }

    private static StandardsSnapshot Sample(DateTimeOffset now) => new(StandardCatalogue.Shipped, SampleTag, PointerTag: null, now);

    private static byte[] Write(IReadOnlyList<StandardVersion> versions) => JsonSerializer.SerializeToUtf8Bytes(versions, Json.Options);

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>Which catalogue holds, since when, and who loaded it.</summary>
    private sealed record Pointer(string Catalogue, DateTimeOffset At, string By);
}
