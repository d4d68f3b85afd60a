using Azure;

namespace AsiFunctions.Dashboard.Counting;

/// <summary>
/// How far the dashboard has counted. Whoever publishes figures changes it in the same transaction, so that of two who do only one succeeds.
/// </summary>
/// <param name="Generation">The generation of counts that the figures are made of; from 1.</param>
/// <param name="LastGeneration">The highest number that any generation was given, finished or not.</param>
/// <param name="Through">The number of the feed's last entry that is counted.</param>
/// <param name="AsOf">The day for which the figures were last made.</param>
/// <param name="At">When that was.</param>
/// <param name="IsGuarded">True where the generation has counted decisions whose entries may still
/// come into the feed; see <see cref="CountedVersions"/>.</param>
public sealed record CountState(int Generation, int LastGeneration, long Through, DateOnly AsOf, DateTimeOffset At, bool IsGuarded)
{
    /// <summary>The row's version in the table; unset before the first.</summary>
    internal ETag ETag { get; init; }

    /// <summary>Before anything was counted. A rebuild stores its instant, and the table service knows none before 1601.</summary>
    internal static CountState None { get; } = new(0, 0, 0, DateOnly.MinValue, DateTimeOffset.UnixEpoch, IsGuarded: false);
}

/// <summary>
/// What a rebuild has counted although its entry was not in the feed yet: versions, as they were
/// read, by the keys of entries. When such an entry comes, it is left out.
/// </summary>
/// <param name="Versions">By key.</param>
public sealed record CountedVersions(IReadOnlyDictionary<string, int> Versions)
{
    /// <summary>Nothing.</summary>
    public static CountedVersions None { get; } = new(new Dictionary<string, int>());

    /// <summary>True where the entry's change is part of the counts already.</summary>
    public bool Have(Feed.FeedEntry entry) => Versions.TryGetValue(entry.Key, out int version) && entry.Version <= version;
}
