using System.Collections.Concurrent;
using System.Globalization;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace AsiFunctions.LocalRuntime.Engine;

/// <summary>
/// Blobs for the few instances whose notes and history are too long for a row. A new blob for each version; the row's write decides
/// which one counts.
/// </summary>
internal sealed class LongTexts(BlobContainerClient container, StorageRetry retry)
{
    private readonly ConcurrentDictionary<string, bool> instances = new(StringComparer.Ordinal);

    /// <returns>The blob's name; null if the texts fit into the row.</returns>
    public async Task<string?> UploadAsync(InstanceRow row)
    {
        if (row.Notes!.Length + row.History!.Length <= TableRows.LongestText)
        {
            return null;
        }

        string name = Prefix(row.Id) + Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
        BinaryData content = BinaryData.FromString($"{row.Notes}\n{row.History}");
        await retry.RunAsync("store a long history", () => container.GetBlobClient(name).UploadAsync(content, overwrite: true));
        return name;
    }

    public async Task<InstanceRow> ReadAsync(InstanceRow row, string name, CancellationToken cancellation)
    {
        instances[row.Id] = true;
        BlobDownloadResult found = await retry.RunAsync(
            "read a long history",
            async () => (await container.GetBlobClient(name).DownloadContentAsync(cancellation)).Value);
        string text = found.Content.ToString();
        int cut = text.IndexOf('\n', StringComparison.Ordinal);
        return row with { Notes = text[..cut], History = text[(cut + 1)..] };
    }

    /// <summary>Deletes the versions that the stored row does not name.</summary>
    public async Task CleanAsync(string id, string? current)
    {
        bool before = current is null ? instances.TryRemove(id, out _) : !instances.TryAdd(id, true);
        if (!before)
        {
            return;
        }

        await foreach (BlobItem blob in container.GetBlobsAsync(prefix: Prefix(id)))
        {
            if (blob.Name != current)
            {
                await container.DeleteBlobIfExistsAsync(blob.Name);
            }
        }
    }

    private static string Prefix(string id) => $"history/{RowKeys.Key(id)}/";
}
