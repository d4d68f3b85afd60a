namespace AsiFunctions.Dashboard.Feed;

/// <summary>Something besides the cases that the dashboard counts: survey replies, e-mails.</summary>
/// <remarks>
/// It writes down, in the transaction that changes what is counted, that an entry waits; the
/// roll-up brings what waits into the feed. The entry and what <see cref="AllAsync"/> says of the same thing have one key, so that a rebuild which
/// has counted a thing, in that version or a later one, leaves out its entry.
/// </remarks>
public interface IFactSource
{
    /// <summary>Entries that wait, in any order; a few hundred at most, the rest next time.</summary>
    Task<IReadOnlyList<FeedEntry>> WaitingAsync(CancellationToken cancellation);

    /// <summary>Forgets entries that the feed has taken.</summary>
    Task RemoveAsync(IReadOnlyList<FeedEntry> taken, CancellationToken cancellation);

    /// <summary>Everything there is to count, streamed; each with the key that its entries had or have, and with its version now.</summary>
    IAsyncEnumerable<FeedEntry> AllAsync(CancellationToken cancellation);
}
