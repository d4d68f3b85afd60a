using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Evidence;

namespace AsiFunctions.Certification.Evidence;

/// <summary>The uploaded files of one kind of case, as the virus scan sees them.</summary>
public interface IScannedFiles
{
    /// <summary>The three letters of the cases' references.</summary>
    string Prefix { get; }

    /// <summary>Where the files are stored.</summary>
    UploadBlobs Blobs { get; }

    /// <summary>A file; null where there is none any more. One or two point reads.</summary>
    /// <param name="id">The case.</param>
    /// <param name="part">By which the case knows the file: what <see cref="Effect.Scan"/> names.</param>
    /// <param name="cancellation">The host stops.</param>
    Task<ScannedFile?> FindAsync(CaseId id, string part, CancellationToken cancellation);

    /// <summary>Records what was found. A point read and one transaction.</summary>
    /// <param name="id">The case.</param>
    /// <param name="part">As of <see cref="FindAsync"/>.</param>
    /// <param name="found">Clean, not scanned or infected.</param>
    /// <param name="cancellation">The host stops.</param>
    Task RecordAsync(CaseId id, string part, EvidenceStatus found, CancellationToken cancellation);
}

/// <summary>An uploaded file, as the virus scan sees it.</summary>
/// <param name="Key">How people call it: <c>E1</c>.</param>
/// <param name="Blob">Where it is stored.</param>
/// <param name="Status">Whether it waits for its scan.</param>
public sealed record ScannedFile(string Key, string Blob, EvidenceStatus? Status);
