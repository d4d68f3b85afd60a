using System.Globalization;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Notifications;
using AsiFunctions.Tests.Support;
using Azure.Messaging.ServiceBus;

namespace AsiFunctions.Tests.Notifications;

public sealed class MailQueueTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task What_is_too_large_for_one_call_is_sent_in_several_and_each_message_once()
    {
        // 60 messages of some 15 KB; the service takes 256 KB at once.
        MailOrder[] orders = [.. Enumerable.Range(1, 60).Select(number => Order(number, length: 15_000))];
        await using ServiceBusClient client = new(azurite.ConnectionString);
        await using MailQueue queue = new(client);

        await queue.SendAsync(orders, default);
        await queue.SendAsync([], default);

        Assert.Equal(orders.Select(order => order.Id), await ReceiveAsync(client, orders.Length));
    }

    [Fact]
    public async Task A_message_that_the_queue_can_never_take_is_told_by_its_name()
    {
        await using ServiceBusClient client = new(azurite.ConnectionString);
        await using MailQueue queue = new(client);

        InvalidOperationException fault = await Assert.ThrowsAsync<InvalidOperationException>(
            () => queue.SendAsync([Order(1, length: 300_000)], default));

        Assert.Equal("The message APP-1 is larger than the queue takes.", fault.Message);
    }

    private static MailOrder Order(int number, int length) => new(
        string.Create(CultureInfo.InvariantCulture, $"APP-{number}"),
        CaseId.From("APP", (ulong)number),
        new Effect.SendMail("application-returned", Role.Applicant, Facts: new Dictionary<string, string> { ["reason"] = new('x', length) }));

    private static async Task<IReadOnlyList<string>> ReceiveAsync(ServiceBusClient client, int count)
    {
        ServiceBusReceiver receiver = client.CreateReceiver(NotificationSettings.Queue);
        List<string> received = [];
        while (received.Count < count)
        {
            foreach (ServiceBusReceivedMessage message in await receiver.ReceiveMessagesAsync(count))
            {
                received.Add(message.MessageId!);
                await receiver.CompleteMessageAsync(message);
            }
        }

        return received;
    }
}
