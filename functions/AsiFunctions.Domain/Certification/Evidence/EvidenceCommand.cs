using AsiFunctions.Domain.Cases;

namespace AsiFunctions.Domain.Certification.Evidence;

/// <summary>What may be done with a library as a whole.</summary>
/// <param name="By">Who does it.</param>
public abstract record EvidenceCommand(Actor By)
{
    /// <summary>Enters a piece.</summary>
    /// <param name="By">Who enters it.</param>
    /// <param name="Title">How they call it.</param>
    /// <param name="Piece">Its details: with a file or with a reference.</param>
    public sealed record Add(Actor By, string Title, EvidencePiece Piece) : EvidenceCommand(By);

    /// <summary>Keeps a piece from being linked anew.</summary>
    /// <param name="By">Who retires it.</param>
    /// <param name="Key">The piece.</param>
    public sealed record Retire(Actor By, string Key) : EvidenceCommand(By);

    /// <summary>Orders the scan of a file again, whose first order was lost or found no scanner.</summary>
    /// <param name="By">The machine.</param>
    /// <param name="Key">The piece.</param>
    public sealed record ScanAgain(Actor By, string Key) : EvidenceCommand(By);

    /// <summary>Records what a scan found.</summary>
    /// <param name="By">The machine.</param>
    /// <param name="Key">The piece.</param>
    /// <param name="Found">Clean, not scanned or infected.</param>
    public sealed record RecordScan(Actor By, string Key, EvidenceStatus Found) : EvidenceCommand(By);
}
