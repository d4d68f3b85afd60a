using AsiFunctions.Access;
using AsiFunctions.Certification.Evidence;
using AsiFunctions.Domain.Assurance.NonConformances;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Evidence;
using AsiFunctions.Storage;

namespace AsiFunctions.Assurance.NonConformances;

/// <summary>The evidence that a member has named for its corrective actions, as those see it who verify them.</summary>
/// <remarks>
/// A library is its member's own; by naming a piece the member shows that one piece, to the firm whose audit raised the non-conformance.
/// </remarks>
public sealed class ActionEvidence(ICaseStore cases, EvidenceDesk library)
{
    /// <summary>
    /// A piece; null where it was never named for this non-conformance, is not there, or the reader
    /// is not of that firm. One point read, then two at once.
    /// </summary>
    /// <param name="id">The non-conformance, as typed.</param>
    /// <param name="key">The piece: <c>E1</c>.</param>
    /// <param name="reader">Whose people ask.</param>
    /// <param name="cancellation">The caller goes away.</param>
    public async Task<(EvidenceEntry Entry, EvidencePiece Piece)?> FindAsync(
        string id, string key, Organisation reader, CancellationToken cancellation) =>
        NonConformanceDesk.TryRead(id, out CaseId reference)
        && await cases.FindAsync<NonConformance>(reference, cancellation) is { Case: { } nonConformance }
        && reader.Id == nonConformance.Subject.Firm
        && nonConformance.Records.OfType<NonConformanceRecord.Implementation>().Any(done => done.Evidence.Contains(key, StringComparer.Ordinal))
            ? await library.FindAsync(nonConformance.Subject.Member.As(EvidenceLibrary.Prefix), key, cancellation)
            : null;
}
