namespace AsiFunctions.Domain.Cases;

/// <summary>What one case tells another of the same partition, within the transaction of its own decision; see <see cref="Effect.Tell"/>.</summary>
/// <remarks>Never stored: what the other case makes of it is.</remarks>
public interface ICaseNews;
