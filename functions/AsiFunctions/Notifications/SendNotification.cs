using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Notifications;

/// <summary>Takes a message from the queue into the backlog, and sends what is due.</summary>
public sealed class SendNotification(MailSender sender)
{
    /// <summary>
    /// Once the message is in the backlog the queue has done its part: what happens then (slots, retries, failures) stands in the ledger. A message
    /// that nobody can read or compose is delivered again by the queue, and in the end dead-lettered.
    /// </summary>
    [Function(nameof(SendNotification))]
    public async Task Run(
        [ServiceBusTrigger(NotificationSettings.Queue, Connection = "ServiceBus")] ServiceBusReceivedMessage message,
        CancellationToken cancellation)
    {
        if (message.Subject != MailQueue.WakeSubject)
        {
            MailOrder order = message.Body.ToObjectFromJson<MailOrder>(Json.Options)
                ?? throw new JsonException($"Message {message.MessageId} holds no order.");
            await sender.AcceptAsync(order, cancellation);
        }

        await sender.DrainAsync(cancellation);
    }
}
