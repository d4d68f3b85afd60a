using System.Text.Json;
using AsiFunctions.Domain.Dashboard;
using AsiFunctions.Storage;

namespace AsiFunctions.Dashboard.Feed;

/// <summary>Brings what decisions have changed about the counts into the change feed, in the order of the outbox.</summary>
public sealed class FeedHandler(ChangeFeed feed) : IOutboxHandler
{
    /// <inheritdoc/>
    public string Kind => OutboxKinds.Count;

    /// <summary>Round trips: see <see cref="ChangeFeed.AppendAsync"/>.</summary>
    public Task DispatchAsync(IReadOnlyList<OutboxEntry> entries, CancellationToken cancellation) =>
        feed.AppendAsync([.. entries.Select(Read)], cancellation);

    /// <summary>An outbox entry as the feed takes it.</summary>
    internal static FeedEntry Read(OutboxEntry entry) =>
        new(entry.Id, entry.CaseId.Value, entry.Version, entry.Payload.Deserialize<Cells>(Json.Options)!);
}
