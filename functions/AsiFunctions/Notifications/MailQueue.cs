using System.Globalization;
using System.Text.Json;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Storage;
using Azure.Messaging.ServiceBus;

namespace AsiFunctions.Notifications;

/// <summary>The queue between whoever has something to tell and the sender of mail.</summary>
public interface IMailQueue
{
    /// <summary>Hands messages over. When it returns, the queue has them.</summary>
    Task SendAsync(IReadOnlyList<MailOrder> orders, CancellationToken cancellation);

    /// <summary>Asks the sender to look at its backlog at a time.</summary>
    Task WakeAtAsync(DateTimeOffset at, CancellationToken cancellation);
}

/// <summary>The Service Bus queue <c>notifications</c>.</summary>
public sealed class MailQueue(ServiceBusClient client) : IMailQueue, IAsyncDisposable
{
    /// <summary>The subject of a message that only wakes the sender.</summary>
    public const string WakeSubject = "wake";

    private const int MostOfABatch = 50;

    private readonly ServiceBusSender sender = client.CreateSender(NotificationSettings.Queue);

    /// <inheritdoc/>
    public async Task SendAsync(IReadOnlyList<MailOrder> orders, CancellationToken cancellation)
    {
        Queue<ServiceBusMessage> left = new(orders.Select(Message));
        while (left.Count > 0)
        {
            using ServiceBusMessageBatch batch = await sender.CreateMessageBatchAsync(cancellation);
            while (batch.Count < MostOfABatch && left.TryPeek(out ServiceBusMessage? next) && batch.TryAddMessage(next))
            {
                left.Dequeue();
            }

            if (batch.Count == 0)
            {
                throw new InvalidOperationException($"The message {left.Peek().MessageId} is larger than the queue takes.");
            }

            await sender.SendMessagesAsync(batch, cancellation);
        }
    }

    /// <inheritdoc/>
    public Task WakeAtAsync(DateTimeOffset at, CancellationToken cancellation)
    {
        // The id makes all who wait for the same second share one message.
        DateTimeOffset second = DateTimeOffset.FromUnixTimeSeconds(at.ToUnixTimeSeconds() + (at.Ticks % TimeSpan.TicksPerSecond == 0 ? 0 : 1));
        ServiceBusMessage wake = new()
        {
            MessageId = string.Create(CultureInfo.InvariantCulture, $"wake-{second.ToUnixTimeSeconds()}"),
            Subject = WakeSubject,
        };
        return sender.ScheduleMessageAsync(wake, second, cancellation);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => sender.DisposeAsync();

    private static ServiceBusMessage Message(MailOrder order) => new(JsonSerializer.SerializeToUtf8Bytes(order, Json.Options))
    {
        MessageId = order.Id,
        ContentType = "application/json",
        Subject = order.Mail.Template,
    };
}

/// <summary>Carries messages from the cases' outbox to the queue.</summary>
public sealed class MailOutbox(IMailQueue queue) : IOutboxHandler
{
    /// <inheritdoc/>
    public string Kind => OutboxKinds.Mail;

    /// <inheritdoc/>
    public Task DispatchAsync(IReadOnlyList<OutboxEntry> entries, CancellationToken cancellation) =>
        queue.SendAsync(
            [.. entries.Select(entry => new MailOrder(entry.Id, entry.CaseId, entry.Payload.Deserialize<Effect.SendMail>(Json.Options)!))],
            cancellation);
}
