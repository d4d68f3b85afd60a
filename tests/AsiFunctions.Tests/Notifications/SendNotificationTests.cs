using System.Text.Json;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Notifications;
using AsiFunctions.Notifications.Deliveries;
using AsiFunctions.Notifications.Mail;
using AsiFunctions.Storage;
using AsiFunctions.Tests.Access;
using AsiFunctions.Tests.Support;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Logging;

namespace AsiFunctions.Tests.Notifications;

public sealed class SendNotificationTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task From_the_outbox_through_the_queue_a_message_keeps_its_id_its_case_and_its_facts()
    {
        FakeQueue queue = new();
        Effect.SendMail mail = new("application-returned", Role.Applicant, Urgency.High, new Dictionary<string, string> { ["until"] = "2026-03-31" });
        OutboxEntry entry = new(
            "APP-X-1-0", CaseId.From("APP", 1), 1, OutboxKinds.Mail, JsonSerializer.SerializeToElement(mail, Json.Options), MailWorld.Noon);

        await new MailOutbox(queue).DispatchAsync([entry], default);

        MailOrder order = JsonSerializer.Deserialize<MailOrder>(JsonSerializer.Serialize(Assert.Single(queue.Orders), Json.Options), Json.Options)!;
        Assert.Equal((entry.Id, entry.CaseId), (order.Id, order.CaseId));
        Assert.Equal(
            ("application-returned", Role.Applicant, Urgency.High, "2026-03-31"),
            (order.Mail.Template, order.Mail.To, order.Mail.Urgency, order.Mail.Facts!["until"]));
    }

    [Fact]
    public async Task An_order_is_sent_and_a_wake_up_sends_what_is_due()
    {
        using MailWorld asi = await MailWorld.StartAsync(azurite);
        SendNotification function = new(asi.NewSender());

        await function.Run(Message(JsonSerializer.Serialize(MailWorld.Order(1), Json.Options), "application-resubmitted"), default);
        await asi.NewLedger().AddAsync([Delivery.New(MailWorld.Order(2), "primary", asi.Clock.Now)], default);
        await function.Run(Message("", MailQueue.WakeSubject), default);

        Assert.Equal(["APP-1.primary", "APP-2.primary"], asi.Transport.Taken.Select(mail => mail.Id));
    }

    [Fact]
    public async Task A_message_that_nobody_can_read_or_compose_is_left_to_the_queue()
    {
        using MailWorld asi = await MailWorld.StartAsync(azurite);
        SendNotification function = new(asi.NewSender());
        MailOrder unknown = new("XYZ-1", CaseId.From("XYZ", 1), new Effect.SendMail("escalation", Role.Secretariat));

        await Assert.ThrowsAnyAsync<JsonException>(() => function.Run(Message("rubbish", "x"), default));
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => function.Run(Message(JsonSerializer.Serialize(unknown, Json.Options), "x"), default));
    }

    [Fact]
    public async Task Logs_hold_ids_and_neither_names_nor_addresses()
    {
        using MailWorld asi = await MailWorld.StartAsync(azurite);
        ListLogger log = new();
        asi.Composer.Recipients =
            [new MailRecipient("cora@example.org", "Cora Contact", "en", "primary"), new MailRecipient("no address", "Norbert", "en")];
        asi.Transport.Answer = mail => Task.FromResult<MailSending>(
            mail.Address == "no address" ? new MailSending.Refused("address") : new MailSending.Later("smtp-451"));
        MailSender sender = asi.NewSender(log);

        await sender.AcceptAsync(MailWorld.Order(1), default);
        await sender.DrainAsync(default);

        Assert.Contains(log.Lines, line => line.Contains("APP-1.primary", StringComparison.Ordinal));
        Assert.DoesNotContain(
            log.Lines, line => new[] { "cora", "Norbert", "@", "no address" }.Any(word => line.Contains(word, StringComparison.OrdinalIgnoreCase)));
    }

    private static ServiceBusReceivedMessage Message(string body, string subject) =>
        ServiceBusModelFactory.ServiceBusReceivedMessage(BinaryData.FromString(body), messageId: "1", subject: subject);

    private sealed class ListLogger : ILogger<MailSender>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add($"{formatter(state, exception)} {exception}");
    }
}
