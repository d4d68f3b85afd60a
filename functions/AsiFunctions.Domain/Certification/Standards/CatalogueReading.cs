using AsiFunctions.Domain.Forms;

namespace AsiFunctions.Domain.Certification.Standards;

/// <summary>What a catalogue's text says.</summary>
/// <param name="Versions">PS before CoC, oldest first; empty where there are faults.</param>
/// <param name="Faults">All that is wrong, each with its place and how to mend it; empty where all is well.</param>
public sealed record CatalogueReading(IReadOnlyList<StandardVersion> Versions, IReadOnlyList<Fault> Faults);
