using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Evidence;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Storage;
using Microsoft.Extensions.Logging;

namespace AsiFunctions.Certification.Evidence;

/// <summary>Finds files that wait in quarantine for too long, and blobs that nobody names.</summary>
public sealed partial class EvidenceSweeper(
    ICaseStore cases, EvidenceBlobs blobs, EvidenceSettings settings, TimeProvider clock, ILogger<EvidenceSweeper> log)
{
    private static readonly TimeSpan LongestQuarantine = TimeSpan.FromHours(1);

    /// <summary>
    /// Orders scans again and deletes orphans. A list of the blobs; 16 range reads; for each member
    /// with blobs a range read; for each file in quarantine a point read and a transaction; a delete for each orphan.
    /// </summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        // Blobs bear the time of the storage, not of the clock that can be moved.
        HashSet<string> orphans = [.. await blobs.OlderThanAsync(TimeProvider.System.GetUtcNow() - settings.OrphansAfter, cancellation)];
        HashSet<string> members = [.. orphans.Select(blob => blob.Split('/')[0])];
        int ordered = 0;
        await foreach (Stored<EvidenceLibrary> stored in cases.ListAsync<EvidenceLibrary>(EvidenceLibrary.Prefix, cancellation))
        {
            ordered += await OrderScansAsync(stored.Case, cancellation);
            if (members.Contains(stored.Case.Id.As(Member.Prefix).Value))
            {
                orphans.ExceptWith(await NamedAsync(stored.Case.Id, cancellation));
            }
        }

        foreach (string orphan in orphans)
        {
            await blobs.DeleteAsync(orphan, cancellation);
        }

        Swept(log, ordered, orphans.Count);
    }

    private async Task<int> OrderScansAsync(EvidenceLibrary library, CancellationToken cancellation)
    {
        DateTimeOffset before = clock.GetUtcNow() - LongestQuarantine;
        string[] waiting =
            [.. library.Pieces.Where(p => p.Value.Status is EvidenceStatus.Quarantined && p.Value.AddedAt < before).Select(p => p.Key)];
        foreach (string key in waiting)
        {
            EvidenceCommand command = new EvidenceCommand.ScanAgain(Actor.Machine, key);
            await cases.DecideAsync<EvidenceLibrary>(
                library.Id, (found, now) => EvidenceProcedure.Decide(found, command, now), options: null, cancellation);
        }

        return waiting.Length;
    }

    /// <summary>The blobs that count. Read anew: a piece may have been entered since the list was read.</summary>
    private async Task<IEnumerable<string>> NamedAsync(CaseId library, CancellationToken cancellation)
    {
        IReadOnlyDictionary<string, EvidencePiece> pieces = await cases.PartsAsync<EvidencePiece>(library, EvidencePiece.PartPrefix, cancellation);
        EvidenceLibrary? current = (await cases.FindAsync<EvidenceLibrary>(library, cancellation))?.Case;
        return from part in pieces
               let status = current?.Find(EvidencePiece.KeyOfPart(part.Key))?.Status
               let file = part.Value.File
               where file is not null && status is not EvidenceStatus.Infected
               select file.Blob;
    }

    [LoggerMessage(1704, LogLevel.Information, "Evidence was swept: {Ordered} scans ordered again, {Orphans} blobs deleted that no piece names.")]
    private static partial void Swept(ILogger log, int ordered, int orphans);
}
