using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Standards;

namespace AsiFunctions.Certification.Standards;

/// <summary>The standards and their versions, as loaded. Kept in memory: asking costs no round trip once they were read.</summary>
public interface IStandards
{
    /// <summary>All versions, PS before CoC, oldest first.</summary>
    ValueTask<IReadOnlyList<StandardVersion>> AllAsync(CancellationToken cancellation);

    /// <summary>One version; null where it is not loaded.</summary>
    ValueTask<StandardVersion?> FindAsync(StandardRef standard, CancellationToken cancellation);
}
