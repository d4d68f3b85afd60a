using System.Collections.Concurrent;
using AsiFunctions.Tests.Support;
using Azure.Messaging.ServiceBus;

namespace AsiFunctions.LocalRuntime.ServiceBus.Tests;

[Collection(AzuriteCollection.Name)]
public sealed class SendAndReceiveTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task What_was_completed_does_not_come_again()
    {
        await using TestBus bus = new(azurite);
        await bus.SendAsync("one");

        ServiceBusReceivedMessage message = await bus.ReceiveAsync();
        Assert.Equal("one", message.Body.ToString());
        Assert.Equal(1, message.DeliveryCount);
        Assert.Equal(TestBus.Start, message.EnqueuedTime);
        Assert.Equal(TestBus.Start + TimeSpan.FromMinutes(1), message.LockedUntil);
        await bus.Receiver.CompleteMessageAsync(message);

        Assert.Null(await bus.Receiver.ReceiveMessageAsync(TestBus.Glance));
        bus.LockTime.Advance(TimeSpan.FromDays(1));
        Assert.Null(await bus.Receiver.ReceiveMessageAsync(TestBus.Glance));
    }

    [Fact]
    public async Task Messages_come_in_the_order_in_which_they_were_sent()
    {
        await using TestBus bus = new(azurite);
        string[] ids = [.. Enumerable.Range(0, 130).Select(n => $"m{n}")];
        await bus.Sender.SendMessagesAsync(ids[..120].Select(id => new ServiceBusMessage(id) { MessageId = id }));
        foreach (string id in ids[120..])
        {
            await bus.SendAsync(id);
        }

        List<ServiceBusReceivedMessage> received = [];
        while (await bus.Receiver.ReceiveMessagesAsync(20, TestBus.Glance) is { Count: > 0 } some)
        {
            received.AddRange(some);
        }

        Assert.Equal(ids, received.Select(m => m.Body.ToString()));
        Assert.Equal(received.Select(m => m.SequenceNumber).Order(), received.Select(m => m.SequenceNumber));
    }

    [Fact]
    public async Task Everything_about_a_message_arrives()
    {
        await using TestBus bus = new(azurite);
        ServiceBusMessage sent = new("小明 applied – “Nº 1” 𝄞\n")
        {
            MessageId = "ids/may?have#any\\character %",
            Subject = "申请",
            CorrelationId = "case-7",
            ContentType = "application/json; charset=utf-8",
            To = "to",
            ReplyTo = "reply",
            ReplyToSessionId = "reply-session",
            SessionId = "session",
            PartitionKey = "session",
            TimeToLive = TimeSpan.FromDays(3),
        };
        Dictionary<string, object> properties = new(StringComparer.Ordinal)
        {
            ["text"] = "Grüße\u0001",
            ["bool"] = true,
            ["int"] = int.MinValue,
            ["long"] = long.MaxValue,
            ["ulong"] = ulong.MaxValue,
            ["byte"] = (byte)7,
            ["double"] = 0.1 + 0.2,
            ["decimal"] = 79228162514264337593543950335m,
            ["char"] = '中',
            ["guid"] = Guid.Parse("6f9619ff-8b86-d011-b42d-00c04fc964ff"),
            ["uri"] = new Uri("https://example.org/a?b=c"),
            ["date"] = new DateTime(2024, 2, 29, 23, 59, 59, 999, DateTimeKind.Utc),
            ["instant"] = new DateTimeOffset(2024, 2, 29, 23, 59, 59, TimeSpan.Zero),
            ["span"] = TimeSpan.FromTicks(123456789),
        };
        foreach ((string name, object value) in properties)
        {
            sent.ApplicationProperties.Add(name, value);
        }

        await bus.Sender.SendMessageAsync(sent);
        ServiceBusReceivedMessage got = await bus.ReceiveAsync();

        Assert.Equal(sent.Body.ToString(), got.Body.ToString());
        Assert.Equal(
            (sent.MessageId, sent.Subject, sent.CorrelationId, sent.ContentType, sent.To, sent.ReplyTo),
            (got.MessageId, got.Subject, got.CorrelationId, got.ContentType, got.To, got.ReplyTo));
        Assert.Equal((sent.ReplyToSessionId, sent.SessionId, sent.PartitionKey), (got.ReplyToSessionId, got.SessionId, got.PartitionKey));
        Assert.Equal(TestBus.Start + TimeSpan.FromDays(3), got.ExpiresAt);
        Assert.Equal(properties, got.ApplicationProperties);
        Assert.All(properties, property => Assert.Equal(property.Value.GetType(), got.ApplicationProperties[property.Key].GetType()));
    }

    [Fact]
    public async Task A_property_that_the_service_does_not_carry_is_refused()
    {
        await using TestBus bus = new(azurite);
        ServiceBusMessage message = new("x") { ApplicationProperties = { ["list"] = new List<int>() } };
        await Assert.ThrowsAsync<System.Runtime.Serialization.SerializationException>(() => bus.Sender.SendMessageAsync(message));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(64 * 1024)]
    [InlineData((64 * 1024) + 1)]
    [InlineData(256 * 1024)]
    public async Task A_body_of_any_size_up_to_256_KB_arrives_byte_for_byte(int size)
    {
        await using TestBus bus = new(azurite);
        byte[] body = [.. Enumerable.Range(0, size).Select(n => (byte)(n % 251))];
        await bus.Sender.SendMessageAsync(new ServiceBusMessage(body));
        Assert.Equal(body, (await bus.ReceiveAsync()).Body.ToArray());
    }

    [Fact]
    public async Task What_is_larger_is_refused_and_nothing_of_it_is_stored()
    {
        await using TestBus bus = new(azurite);
        ServiceBusMessage large = new(new byte[(256 * 1024) + 1]);
        ServiceBusException fault = await Assert.ThrowsAsync<ServiceBusException>(() => bus.Sender.SendMessageAsync(large));
        Assert.Equal(ServiceBusFailureReason.MessageSizeExceeded, fault.Reason);
        Assert.False(fault.IsTransient);

        ServiceBusMessage half = new(new byte[130 * 1024]);
        await Assert.ThrowsAsync<ServiceBusException>(() => bus.Sender.SendMessagesAsync([half, half]));
        Assert.Empty(await bus.Receiver.PeekMessagesAsync(10));

        using ServiceBusMessageBatch batch = await bus.Sender.CreateMessageBatchAsync();
        Assert.True(batch.TryAddMessage(half));
        Assert.False(batch.TryAddMessage(half));
        await bus.Sender.SendMessagesAsync(batch);
        Assert.Single(await bus.Receiver.PeekMessagesAsync(10));
    }

    [Fact]
    public async Task A_new_process_finds_everything()
    {
        await using TestBus first = new(azurite);
        await first.SendAsync("active");
        await first.SendAsync("buried");
        await first.Sender.ScheduleMessageAsync(new ServiceBusMessage("later"), TestBus.Start + TimeSpan.FromHours(1));
        _ = await first.ReceiveAsync();
        await first.Receiver.DeadLetterMessageAsync(await first.ReceiveAsync(), "because");
        first.LockTime.Advance(TimeSpan.FromMinutes(2));

        await using TestBus second = first.Another();
        ServiceBusReceivedMessage again = await second.ReceiveAsync();
        Assert.Equal(("active", 2), (again.Body.ToString(), again.DeliveryCount));
        Assert.Equal("because", (await second.DeadLetters.ReceiveMessageAsync(TestBus.Patience))!.DeadLetterReason);
        Assert.Equal(TestBus.Start + TimeSpan.FromHours(1), second.Bus.NextDue);
    }

    [Fact]
    public async Task Two_processes_with_several_receivers_never_hold_one_message_at_once()
    {
        await using TestBus one = new(azurite);
        await using TestBus two = one.Another();
        string[] ids = [.. Enumerable.Range(0, 200).Select(n => $"m{n}")];
        await one.Sender.SendMessagesAsync(ids.Select(id => new ServiceBusMessage(id) { MessageId = id }));

        ConcurrentBag<string> taken = [];
        async Task TakeAllAsync(TestBus bus)
        {
            while (await bus.Receiver.ReceiveMessagesAsync(7, TestBus.Glance) is { Count: > 0 } some)
            {
                foreach (ServiceBusReceivedMessage message in some)
                {
                    taken.Add(message.Body.ToString());
                }
            }
        }

        TestBus[] buses = [one, two, one, two];
        await Task.WhenAll(buses.Select(TakeAllAsync));
        await TakeAllAsync(one);
        Assert.Equal(ids.Order(StringComparer.Ordinal), taken.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_waiting_receiver_is_woken_by_a_send_of_its_process()
    {
        await using TestBus bus = new(azurite);
        Task<ServiceBusReceivedMessage?> waiting = bus.Receiver.ReceiveMessageAsync(TestBus.Patience);
        await bus.SendAsync("wake up");
        Assert.Equal("wake up", (await waiting)!.Body.ToString());
    }

    [Fact]
    public async Task A_waiting_receiver_can_be_told_to_stop()
    {
        await using TestBus bus = new(azurite);
        using CancellationTokenSource stop = new();
        Task<ServiceBusReceivedMessage?> waiting = bus.Receiver.ReceiveMessageAsync(TestBus.Patience, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task Receive_and_delete_takes_without_a_lock()
    {
        await using TestBus bus = new(azurite);
        await bus.SendAsync("one");
        ServiceBusReceiver receiver = bus.Client.CreateReceiver(
            bus.Queue, new ServiceBusReceiverOptions { ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete });
        Assert.Equal("one", (await receiver.ReceiveMessageAsync(TestBus.Patience))!.Body.ToString());
        Assert.Empty(await bus.Receiver.PeekMessagesAsync(10));
    }

    [Fact]
    public async Task A_look_shows_active_and_scheduled_messages_in_turn_and_holds_none()
    {
        await using TestBus bus = new(azurite);
        await bus.SendAsync("one");
        await bus.Sender.ScheduleMessageAsync(new ServiceBusMessage("later"), TestBus.Start + TimeSpan.FromDays(1));
        await bus.SendAsync("two");

        List<(string Body, ServiceBusMessageState State)> seen = [];
        while (await bus.Receiver.PeekMessageAsync() is { } message)
        {
            seen.Add((message.Body.ToString(), message.State));
        }

        Assert.Equal(
            [("one", ServiceBusMessageState.Active), ("later", ServiceBusMessageState.Scheduled), ("two", ServiceBusMessageState.Active)],
            seen);
        Assert.Equal(["one", "two"], await bus.DrainAsync());
    }

    [Fact]
    public async Task A_message_past_its_time_to_live_is_not_delivered()
    {
        await using TestBus bus = new(azurite);
        await bus.Sender.SendMessageAsync(new ServiceBusMessage("short") { TimeToLive = TimeSpan.FromMinutes(5) });
        await bus.Sender.SendMessageAsync(new ServiceBusMessage("long") { TimeToLive = TimeSpan.FromMinutes(50) });
        await bus.Clock.MoveToAsync(TestBus.Start + TimeSpan.FromMinutes(5));
        Assert.Equal(["long"], await bus.DrainAsync());
        Assert.Empty(await bus.DeadLetters.PeekMessagesAsync(10));
    }

    [Fact]
    public async Task Each_step_costs_the_round_trips_that_the_documentation_says()
    {
        await using TestBus bus = new(azurite);
        await bus.SendAsync("first use");
        Assert.Equal(["first use"], await bus.DrainAsync());

        async Task<int> CountAsync(Func<Task> step)
        {
            int before = bus.Storage.Calls;
            await step();
            return bus.Storage.Calls - before;
        }

        ServiceBusReceivedMessage message = null!;
        Assert.Equal(1, await CountAsync(() => bus.SendAsync("m")));
        Assert.Equal(2, await CountAsync(async () => message = await bus.ReceiveAsync()));
        Assert.Equal(1, await CountAsync(() => bus.Receiver.RenewMessageLockAsync(message)));
        Assert.Equal(1, await CountAsync(() => bus.Receiver.AbandonMessageAsync(message)));
        message = await bus.ReceiveAsync();
        Assert.Equal(1, await CountAsync(() => bus.Receiver.CompleteMessageAsync(message)));
        Assert.Equal(1, await CountAsync(() => bus.Sender.ScheduleMessageAsync(new("s") { MessageId = "s" }, TestBus.Start + TimeSpan.FromDays(1))));
        Assert.Equal(2, await CountAsync(() => bus.Clock.MoveToAsync(TestBus.Start + TimeSpan.FromDays(1))));
        Assert.Equal(0, await CountAsync(() => bus.Clock.MoveToAsync(TestBus.Start + TimeSpan.FromDays(100))));
        message = await bus.ReceiveAsync();
        Assert.Equal(1, await CountAsync(() => bus.Receiver.DeadLetterMessageAsync(message, "why")));
        IEnumerable<ServiceBusMessage> fifty = Enumerable.Range(0, 50).Select(n => new ServiceBusMessage("b") { MessageId = $"b{n}" });
        Assert.Equal(1, await CountAsync(() => bus.Sender.SendMessagesAsync(fifty)));
        Assert.Equal(2, await CountAsync(() => bus.Receiver.ReceiveMessagesAsync(50, TestBus.Patience)));
    }
}
