using AsiFunctions.Domain.Cases;

namespace AsiFunctions.Notifications.Deliveries;

/// <summary>How far a message to one recipient has come.</summary>
public enum DeliveryState
{
    /// <summary>In the backlog: for its first try, or for the next.</summary>
    Waiting,

    /// <summary>On its way to the mail server.</summary>
    Sending,

    /// <summary>The mail server has taken it over.</summary>
    Sent,

    /// <summary>Given up; somebody has to look, and may have it sent again.</summary>
    Failed,

    /// <summary>Not sent, for there is nobody to send it to: the address is suppressed, or the person is no recipient any more.</summary>
    Suppressed,
}

/// <summary>One message to one recipient. Who that is is read from the case when it is sent; no address is kept here.</summary>
/// <param name="Id">The order's id and the recipient: <c>APP-7K3M-9QXF-3-0.primary</c>.</param>
/// <param name="Order">The message.</param>
/// <param name="Recipient">The recipient's key within the message.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Attempts">Tries so far, the one under way included.</param>
/// <param name="QueuedAt">When it was accepted; a backlog is sorted by urgency, then by this.</param>
/// <param name="DueAt">Not tried before.</param>
/// <param name="ChangedAt">When it came into its state.</param>
/// <param name="Code">Why the last try failed or nothing was sent; null where all is well.</param>
public sealed record Delivery(
    string Id,
    MailOrder Order,
    string Recipient,
    DeliveryState State,
    int Attempts,
    DateTimeOffset QueuedAt,
    DateTimeOffset DueAt,
    DateTimeOffset ChangedAt,
    string? Code)
{
    /// <summary>How often it has changed since it was accepted: what tells one change from another.</summary>
    public int Changes { get; init; }

    /// <summary>A message that was just accepted.</summary>
    public static Delivery New(MailOrder order, string recipient, DateTimeOffset now) =>
        new($"{order.Id}.{recipient}", order, recipient, DeliveryState.Waiting, Attempts: 0, now, now, now, Code: null);

    /// <summary>What a backlog is sorted by first.</summary>
    public Urgency Urgency => Order.Mail.Urgency;
}
