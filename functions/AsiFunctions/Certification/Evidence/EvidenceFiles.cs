using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Evidence;
using AsiFunctions.Storage;

namespace AsiFunctions.Certification.Evidence;

/// <summary>The files of evidence libraries, as the virus scan sees them.</summary>
public sealed class EvidenceFiles(ICaseStore cases, EvidenceBlobs blobs) : IScannedFiles
{
    /// <inheritdoc/>
    public string Prefix => EvidenceLibrary.Prefix;

    /// <inheritdoc/>
    public UploadBlobs Blobs => blobs;

    /// <inheritdoc/>
    public async Task<ScannedFile?> FindAsync(CaseId id, string part, CancellationToken cancellation)
    {
        string key = EvidencePiece.KeyOfPart(part);
        EvidenceStatus? status = (await cases.FindAsync<EvidenceLibrary>(id, cancellation))?.Case.Find(key)?.Status;
        return (await cases.PartAsync<EvidencePiece>(id, part, cancellation))?.File is { } file ? new ScannedFile(key, file.Blob, status) : null;
    }

    /// <inheritdoc/>
    public Task RecordAsync(CaseId id, string part, EvidenceStatus found, CancellationToken cancellation)
    {
        EvidenceCommand command = new EvidenceCommand.RecordScan(Actor.Machine, EvidencePiece.KeyOfPart(part), found);
        return cases.DecideAsync<EvidenceLibrary>(id, (library, now) => EvidenceProcedure.Decide(library, command, now), options: null, cancellation);
    }
}
