using Azure.Core;
using Azure.Messaging.ServiceBus;
using Moq;

namespace AsiFunctions.LocalRuntime.ServiceBus.Tests;

public sealed class ClientTests
{
    private const string Storage = "UseDevelopmentStorage=true";

    [Fact]
    public void A_namespace_of_Azure_is_refused_with_what_to_do_instead()
    {
        NotSupportedException identity = Assert.Throws<NotSupportedException>(
            () => new ServiceBusClient("asi.servicebus.windows.net", Mock.Of<TokenCredential>()));
        Assert.Contains("UseDevelopmentStorage=true", identity.Message, StringComparison.Ordinal);
        ArgumentException key = Assert.Throws<ArgumentException>(
            () => new ServiceBusClient("Endpoint=sb://asi.servicebus.windows.net/;SharedAccessKeyName=a;SharedAccessKey=b"));
        Assert.Contains("AsiHost=azure", key.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clients_of_one_connection_string_share_a_bus_and_a_closed_one_is_closed()
    {
        Assert.Same(LocalServiceBus.For(Storage), LocalServiceBus.For(Storage));
        ServiceBusClient client = new(Storage);
        ServiceBusSender sender = client.CreateSender("notifications");
        Assert.Equal("notifications", sender.EntityPath);
        Assert.Equal(
            "notifications/$DeadLetterQueue",
            client.CreateReceiver("notifications", new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter }).EntityPath);
        await sender.DisposeAsync();
        await client.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => sender.SendMessageAsync(new ServiceBusMessage("x")));
        Assert.Throws<ObjectDisposedException>(() => client.CreateSender("notifications"));
    }

    [Theory]
    [InlineData("no spaces")]
    [InlineData("-begins-badly")]
    [InlineData("queue/$DeadLetterQueue")]
    public async Task A_name_that_no_queue_can_have_is_refused(string name)
    {
        await using ServiceBusClient client = new(Storage);
        Assert.Throws<ArgumentException>(() => client.CreateSender(name));
    }

    [Fact]
    public void A_test_makes_its_own_messages()
    {
        ServiceBusReceivedMessage message = ServiceBusModelFactory.ServiceBusReceivedMessage(
            BinaryData.FromString("body"),
            messageId: "id",
            deliveryCount: 3,
            sequenceNumber: 7,
            properties: new Dictionary<string, object>(StringComparer.Ordinal) { ["a"] = 1 });
        Assert.Equal(("body", "id", 3, 7), (message.Body.ToString(), message.MessageId, message.DeliveryCount, message.SequenceNumber));
        Assert.Equal(1, message.ApplicationProperties["a"]);
    }

    [Fact]
    public async Task A_sender_can_be_mocked()
    {
        Mock<ServiceBusSender> sender = new();
        await sender.Object.SendMessageAsync(new ServiceBusMessage("x"));
        sender.Verify(s => s.SendMessageAsync(It.IsAny<ServiceBusMessage>(), It.IsAny<CancellationToken>()), Times.Once);
    }

    [Fact]
    public void A_message_keeps_the_limits_of_the_service()
    {
        ServiceBusMessage message = new("x");
        Assert.Throws<ArgumentOutOfRangeException>(() => message.MessageId = new string('x', 129));
        Assert.Throws<ArgumentException>(() => message.MessageId = "");
        Assert.Throws<ArgumentOutOfRangeException>(() => message.TimeToLive = TimeSpan.Zero);
        message.SessionId = "s";
        Assert.Throws<ArgumentOutOfRangeException>(() => message.PartitionKey = "p");
    }
}
