using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Standards;

namespace AsiFunctions.Certification.Standards;

/// <summary>The standards and their versions, as loaded. Kept in memory: asking costs no round trip once they were read.</summary>
public interface IStandards
{
    /// <summary>The versions that are listed: what begins now is made against one of them. PS before CoC, oldest first.</summary>
    ValueTask<IReadOnlyList<StandardVersion>> AllAsync(CancellationToken cancellation);

    /// <summary>
    /// The versions that something may be pinned to: those that are listed, and the shipped ones that the loaded catalogue lacks, since what was made
    /// against a sample before stays readable.
    /// </summary>
    ValueTask<IReadOnlyList<StandardVersion>> PinnedAsync(CancellationToken cancellation);

    /// <summary>One version of <see cref="PinnedAsync"/>; null where it is neither loaded nor shipped.</summary>
    ValueTask<StandardVersion?> FindAsync(StandardRef standard, CancellationToken cancellation);
}

/// <summary>Versions of standards among others.</summary>
internal static class StandardVersions
{
    /// <summary>The version of that name; null where there is none.</summary>
    public static StandardVersion? Of(this IReadOnlyList<StandardVersion> versions, StandardRef standard) =>
        versions.FirstOrDefault(version => version.Ref == standard);
}
