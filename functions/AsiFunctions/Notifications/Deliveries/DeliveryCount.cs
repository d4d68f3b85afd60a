using System.Globalization;
using System.Runtime.CompilerServices;
using AsiFunctions.Dashboard.Feed;
using AsiFunctions.Domain.Dashboard;
using AsiFunctions.Http;

namespace AsiFunctions.Notifications.Deliveries;

/// <summary>What messages count for in the dashboard: those that were sent, failed or were kept back, on the day of that. It names nobody.</summary>
public sealed class DeliveryCount(DeliveryLedger ledger) : IFactSource
{
    /// <summary>What the keys of its entries begin with.</summary>
    internal const string Prefix = "mail-";

    private const int AtOnce = 500;

    /// <summary>One range read.</summary>
    public Task<IReadOnlyList<FeedEntry>> WaitingAsync(CancellationToken cancellation) => ledger.UncountedAsync(AtOnce, cancellation);

    /// <summary>One transaction for 100.</summary>
    public Task RemoveAsync(IReadOnlyList<FeedEntry> taken, CancellationToken cancellation) => ledger.CountedAsync(taken, cancellation);

    /// <summary>One range read for each 1,000.</summary>
    public async IAsyncEnumerable<FeedEntry> AllAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (Delivery delivery in ledger.AllAsync(cancellation))
        {
            yield return Entry(delivery.Id, delivery.Changes, Of(delivery));
        }
    }

    /// <summary>What a delivery counts for; nothing while it waits or is on its way.</summary>
    internal static Cells Of(Delivery delivery)
    {
        Cells cells = new();
        if (delivery.State is DeliveryState.Sent or DeliveryState.Failed or DeliveryState.Suppressed)
        {
            DateOnly day = DateOnly.FromDateTime(delivery.ChangedAt.UtcDateTime);
            cells.Add(CellKey.Of(Cubes.Mail, day, delivery.Order.Mail.Template, Kebab.Of(delivery.State)));
        }

        return cells;
    }

    internal static FeedEntry Entry(string id, int changes, Cells cells) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{Prefix}{id}-{changes}"), Prefix + id, changes, cells);
}
