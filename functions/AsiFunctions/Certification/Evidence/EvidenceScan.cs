using System.Text.Json;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Evidence;
using AsiFunctions.Storage;
using Microsoft.Extensions.Logging;

namespace AsiFunctions.Certification.Evidence;

/// <summary>Scans an uploaded file and frees it from quarantine. Ordered twice, the second time changes nothing.</summary>
public sealed partial class EvidenceScan(IEnumerable<IScannedFiles> kinds, IVirusScanner scanner, ILogger<EvidenceScan> log)
{
    private readonly Dictionary<string, IScannedFiles> kinds = kinds.ToDictionary(kind => kind.Prefix, StringComparer.Ordinal);
    private int warned;

    /// <summary>One or two point reads, reading the file, a point read and one transaction; a delete where something was found.</summary>
    /// <param name="order">The outbox entry that asks for it.</param>
    /// <param name="cancellation">The host stops.</param>
    /// <exception cref="IOException">The scanner does not answer, or the file is not there.</exception>
    public async Task RunAsync(OutboxEntry order, CancellationToken cancellation)
    {
        string part = order.Payload.Deserialize<Effect.Scan>(Json.Options)!.Part;
        IScannedFiles files = kinds[order.CaseId.Prefix];
        if (await files.FindAsync(order.CaseId, part, cancellation) is not { } file)
        {
            return;
        }

        EvidenceStatus? status = file.Status;
        if (status is EvidenceStatus.Quarantined)
        {
            status = await VerdictAsync(files.Blobs, file, cancellation);
            if (status is null)
            {
                return;
            }

            await files.RecordAsync(order.CaseId, part, status.Value, cancellation);
        }

        if (status is EvidenceStatus.Infected)
        {
            // First recorded, then deleted: what is not recorded as infected is expected to be there.
            await files.Blobs.DeleteAsync(file.Blob, cancellation);
            Infected(log, order.CaseId, file.Key);
        }
    }

    /// <summary>What the file is found to be; null where it stays in quarantine.</summary>
    private async Task<EvidenceStatus?> VerdictAsync(UploadBlobs blobs, ScannedFile file, CancellationToken cancellation)
    {
        await using Stream content = await blobs.OpenAsync(file.Blob, cancellation) ?? throw new IOException("A file in quarantine is not there.");
        switch (await scanner.ScanAsync(content, cancellation))
        {
            case ScanVerdict.Clean:
                return EvidenceStatus.Clean;
            case ScanVerdict.NotScanned:
                return EvidenceStatus.NotScanned;
            case ScanVerdict.Infected:
                return EvidenceStatus.Infected;
            default:
                if (Interlocked.Exchange(ref warned, 1) == 0)
                {
                    NoScanner(log);
                }

                return null;
        }
    }

    [LoggerMessage(
        1701,
        LogLevel.Warning,
        "No virus scanner is set: uploaded files stay in quarantine. Set Evidence:ClamAv to host:port, or Evidence:Scanner to none.")]
    private static partial void NoScanner(ILogger log);

    [LoggerMessage(1702, LogLevel.Warning, "The file of {Key} in {Case} was infected and deleted.")]
    private static partial void Infected(ILogger log, CaseId @case, string key);
}
