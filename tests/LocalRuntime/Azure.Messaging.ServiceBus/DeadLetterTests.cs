using AsiFunctions.Tests.Support;
using Azure.Messaging.ServiceBus;

namespace AsiFunctions.LocalRuntime.ServiceBus.Tests;

[Collection(AzuriteCollection.Name)]
public sealed class DeadLetterTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_poisoned_message_reaches_the_dead_letter_queue_after_ten_deliveries()
    {
        await using TestBus bus = new(azurite);
        await bus.SendAsync("poison");
        for (int delivery = 1; delivery <= 10; delivery++)
        {
            await bus.Receiver.AbandonMessageAsync(await bus.ReceiveAsync());
        }

        Assert.Null(await bus.Receiver.ReceiveMessageAsync(TestBus.Glance));
        ServiceBusReceivedMessage dead = (await bus.DeadLetters.ReceiveMessageAsync(TestBus.Patience))!;
        Assert.Equal(("poison", "MaxDeliveryCountExceeded"), (dead.Body.ToString(), dead.DeadLetterReason));
        Assert.Equal("Message could not be consumed after 10 delivery attempts.", dead.DeadLetterErrorDescription);
    }

    [Fact]
    public async Task A_message_that_kills_its_holders_reaches_the_dead_letter_queue_too()
    {
        await using TestBus bus = new(azurite, new LocalQueueOptions { MaxDeliveryCount = 3 });
        await bus.SendAsync("poison");
        await bus.SendAsync("good");
        for (int delivery = 1; delivery <= 3; delivery++)
        {
            Assert.Equal("poison", (await bus.ReceiveAsync()).Body.ToString());
            bus.LockTime.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(["good"], await bus.DrainAsync());
        ServiceBusReceivedMessage dead = (await bus.DeadLetters.ReceiveMessageAsync(TestBus.Patience))!;
        Assert.Equal("MaxDeliveryCountExceeded", dead.DeadLetterReason);
    }

    [Fact]
    public async Task A_message_is_put_away_with_reason_description_and_properties()
    {
        await using TestBus bus = new(azurite);
        await bus.Sender.SendMessageAsync(new ServiceBusMessage("bad") { MessageId = "m", ApplicationProperties = { ["kept"] = 1 } });
        ServiceBusReceivedMessage message = await bus.ReceiveAsync();
        await bus.Receiver.DeadLetterMessageAsync(
            message, new Dictionary<string, object>(StringComparer.Ordinal) { ["added"] = 2 }, "no such address", "550 unknown user");

        ServiceBusReceivedMessage dead = (await bus.DeadLetters.ReceiveMessageAsync(TestBus.Patience))!;
        Assert.Equal(("no such address", "550 unknown user"), (dead.DeadLetterReason, dead.DeadLetterErrorDescription));
        Assert.Equal((1, 2), (dead.ApplicationProperties["kept"], dead.ApplicationProperties["added"]));
        Assert.Equal((message.SequenceNumber, message.EnqueuedTime, "m"), (dead.SequenceNumber, dead.EnqueuedTime, dead.MessageId));
    }

    [Fact]
    public async Task A_dead_letter_can_be_sent_again_and_completed()
    {
        await using TestBus bus = new(azurite);
        await bus.SendAsync("second chance");
        await bus.Receiver.DeadLetterMessageAsync(await bus.ReceiveAsync(), "mailbox full");
        await bus.Clock.MoveToAsync(TestBus.Start + TimeSpan.FromHours(1));

        ServiceBusReceivedMessage dead = (await bus.DeadLetters.ReceiveMessageAsync(TestBus.Patience))!;
        await bus.Sender.SendMessageAsync(new ServiceBusMessage(dead));
        await bus.DeadLetters.CompleteMessageAsync(dead);

        ServiceBusReceivedMessage again = await bus.ReceiveAsync();
        Assert.Equal((1, "second chance", null), (again.DeliveryCount, again.Body.ToString(), again.DeadLetterReason));
        Assert.Empty(await bus.DeadLetters.PeekMessagesAsync(10));
    }

    [Fact]
    public async Task A_dead_letter_may_be_given_back_any_number_of_times()
    {
        await using TestBus bus = new(azurite, new LocalQueueOptions { MaxDeliveryCount = 1 });
        await bus.SendAsync("stays");
        await bus.Receiver.AbandonMessageAsync(await bus.ReceiveAsync());
        for (int n = 0; n < 3; n++)
        {
            await bus.DeadLetters.AbandonMessageAsync((await bus.DeadLetters.ReceiveMessageAsync(TestBus.Patience))!);
        }

        Assert.Single(await bus.DeadLetters.PeekMessagesAsync(10));
    }

    [Fact]
    public async Task An_expired_message_is_a_dead_letter_where_the_queue_says_so()
    {
        await using TestBus bus = new(azurite, new LocalQueueOptions { DeadLetteringOnMessageExpiration = true });
        await bus.Sender.SendMessageAsync(new ServiceBusMessage("late") { TimeToLive = TimeSpan.FromSeconds(1) });
        await bus.Clock.MoveToAsync(TestBus.Start + TimeSpan.FromSeconds(1));
        Assert.Null(await bus.Receiver.ReceiveMessageAsync(TestBus.Glance));
        Assert.Equal("TTLExpiredException", (await bus.DeadLetters.ReceiveMessageAsync(TestBus.Patience))!.DeadLetterReason);
    }
}
