using AsiFunctions.Domain.Certification.Standards;

namespace AsiFunctions.Certification.Standards;

/// <summary>The standards at one moment.</summary>
/// <param name="Versions">PS before CoC, oldest first.</param>
/// <param name="Tag">Names the catalogue: SHA-256 of what is stored, hexadecimal.</param>
/// <param name="PointerTag">The pointer's version in the storage; null where the shipped sample holds.</param>
/// <param name="ReadAt">When it was read.</param>
public sealed record StandardsSnapshot(IReadOnlyList<StandardVersion> Versions, string Tag, Azure.ETag? PointerTag, DateTimeOffset ReadAt)
{
    /// <summary>The tag as HTTP writes it.</summary>
    public string ETag => $"\"{Tag}\"";
}

/// <summary>What became of a catalogue that the operator loads.</summary>
public abstract record CatalogueLoading
{
    private CatalogueLoading()
    {
    }

    /// <summary>It holds.</summary>
    public sealed record Loaded(StandardsSnapshot Standards) : CatalogueLoading;

    /// <summary>It changes more than the wording of a version that is in use.</summary>
    /// <param name="Reason">One sentence for the operator.</param>
    public sealed record InUse(string Reason) : CatalogueLoading;

    /// <summary>Another catalogue was loaded since the operator looked.</summary>
    public sealed record Stale : CatalogueLoading;
}
