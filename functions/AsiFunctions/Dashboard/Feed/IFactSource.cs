namespace AsiFunctions.Dashboard.Feed;

/// <summary>Something besides the cases that the dashboard counts: survey replies, e-mails.</summary>
/// <remarks>
/// It writes down, in the transaction that changes what is counted, that an entry waits; the roll-up brings what waits into the feed. Both the entry and
/// what <see cref="AllAsync"/> says of the same thing bear one id, so that a rebuild which has counted a thing leaves out its entry.
/// </remarks>
public interface IFactSource
{
    /// <summary>Entries that wait, in any order; a few hundred at most, the rest next time.</summary>
    Task<IReadOnlyList<FeedEntry>> WaitingAsync(CancellationToken cancellation);

    /// <summary>Forgets entries that the feed has taken.</summary>
    Task RemoveAsync(IReadOnlyList<FeedEntry> taken, CancellationToken cancellation);

    /// <summary>Everything there is to count, streamed; each with the id that its entry had or has.</summary>
    IAsyncEnumerable<FeedEntry> AllAsync(CancellationToken cancellation);
}
