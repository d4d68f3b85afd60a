using AsiFunctions.Cases;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Evidence;
using AsiFunctions.Domain.Membership;

namespace AsiFunctions.Certification.Evidence;

/// <summary>Evidence libraries, as the machinery of cases sees them: each member has one, empty until something is entered.</summary>
public sealed class EvidenceLibraryKind : CaseKind<EvidenceLibrary>
{
    /// <inheritdoc/>
    public override string Prefix => EvidenceLibrary.Prefix;

    /// <inheritdoc/>
    public override string Title(EvidenceLibrary @case) => $"Evidence of {@case.Id.As(Member.Prefix)}";

    /// <inheritdoc/>
    public override Step Next(EvidenceLibrary @case) => new Step.Rest();

    /// <inheritdoc/>
    public override EvidenceLibrary Blank(CaseId id) => EvidenceLibrary.Empty(id);

    /// <inheritdoc/>
    public override IReadOnlyList<CaseId> Organisations(EvidenceLibrary @case) => [@case.Id.As(Member.Prefix)];
}
