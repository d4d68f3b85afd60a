using AsiFunctions.Tests.Support;
using Azure;
using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;

namespace AsiFunctions.LocalRuntime.ServiceBus.Tests;

[Collection(AzuriteCollection.Name)]
public sealed class LockTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task An_abandoned_message_comes_again_at_once_and_its_deliveries_are_counted()
    {
        await using TestBus bus = new(azurite);
        await bus.SendAsync("again");
        for (int delivery = 1; delivery <= 3; delivery++)
        {
            ServiceBusReceivedMessage message = await bus.ReceiveAsync();
            Assert.Equal(delivery, message.DeliveryCount);
            await bus.Receiver.AbandonMessageAsync(message, new Dictionary<string, object>(StringComparer.Ordinal) { ["attempt"] = delivery });
        }

        Assert.Equal(3, (await bus.ReceiveAsync()).ApplicationProperties["attempt"]);
    }

    [Fact]
    public async Task A_message_whose_lock_ran_out_comes_again_and_its_first_holder_has_lost_it()
    {
        await using TestBus bus = new(azurite);
        await bus.SendAsync("slow");
        ServiceBusReceivedMessage slow = await bus.ReceiveAsync();

        bus.LockTime.Advance(TimeSpan.FromMinutes(1) - TimeSpan.FromTicks(1));
        Assert.Null(await bus.Receiver.ReceiveMessageAsync(TestBus.Glance));
        bus.LockTime.Advance(TimeSpan.FromTicks(1));
        ServiceBusReceivedMessage again = await bus.ReceiveAsync();
        Assert.Equal(2, again.DeliveryCount);

        Func<Task>[] attempts =
        [
            () => bus.Receiver.CompleteMessageAsync(slow),
            () => bus.Receiver.AbandonMessageAsync(slow),
            () => bus.Receiver.DeadLetterMessageAsync(slow),
            () => bus.Receiver.RenewMessageLockAsync(slow),
        ];
        foreach (Func<Task> attempt in attempts)
        {
            ServiceBusException lost = await Assert.ThrowsAsync<ServiceBusException>(attempt);
            Assert.Equal(ServiceBusFailureReason.MessageLockLost, lost.Reason);
        }

        await bus.Receiver.CompleteMessageAsync(again);
    }

    [Fact]
    public async Task A_holder_whose_clock_lags_does_not_settle_what_another_holds()
    {
        await using TestBus lagging = new(azurite);
        await lagging.SendAsync("contested");
        ServiceBusReceivedMessage first = await lagging.ReceiveAsync();

        await using TestBus other = lagging.Another();
        other.LockTime.Advance(TimeSpan.FromMinutes(2));
        ServiceBusReceivedMessage second = await other.ReceiveAsync();

        ServiceBusException lost = await Assert.ThrowsAsync<ServiceBusException>(() => lagging.Receiver.CompleteMessageAsync(first));
        Assert.Equal(ServiceBusFailureReason.MessageLockLost, lost.Reason);
        await other.Receiver.CompleteMessageAsync(second);
    }

    [Fact]
    public async Task A_renewed_lock_holds_longer()
    {
        await using TestBus bus = new(azurite);
        await bus.SendAsync("long work");
        ServiceBusReceivedMessage message = await bus.ReceiveAsync();
        for (int n = 0; n < 5; n++)
        {
            bus.LockTime.Advance(TimeSpan.FromSeconds(59));
            await bus.Receiver.RenewMessageLockAsync(message);
        }

        Assert.Equal(bus.LockTime.Now + TimeSpan.FromMinutes(1), message.LockedUntil);
        Assert.Null(await bus.Receiver.ReceiveMessageAsync(TestBus.Glance));
        await bus.Receiver.CompleteMessageAsync(message);
        Assert.Empty(await bus.Receiver.PeekMessagesAsync(1));
    }

    [Fact]
    public async Task A_message_is_settled_once()
    {
        await using TestBus bus = new(azurite);
        await bus.SendAsync("once");
        ServiceBusReceivedMessage message = await bus.ReceiveAsync();
        await bus.Receiver.CompleteMessageAsync(message);
        ServiceBusException lost = await Assert.ThrowsAsync<ServiceBusException>(() => bus.Receiver.AbandonMessageAsync(message));
        Assert.Equal(ServiceBusFailureReason.MessageLockLost, lost.Reason);
    }

    [Fact]
    public async Task A_moved_business_clock_ends_no_lock()
    {
        await using TestBus bus = new(azurite);
        await bus.SendAsync("held");
        ServiceBusReceivedMessage message = await bus.ReceiveAsync();
        await bus.Clock.MoveToAsync(TestBus.Start + TimeSpan.FromDays(700));
        Assert.Null(await bus.Receiver.ReceiveMessageAsync(TestBus.Glance));
        await bus.Receiver.CompleteMessageAsync(message);
    }

    public static TheoryData<string, string> Gone => new()
    {
        { "no such process", $"{int.MaxValue}|born.1" },
        { "another process has its id", $"{Environment.ProcessId}|born.1" },
    };

    [Theory]
    [MemberData(nameof(Gone))]
    public async Task What_a_killed_process_of_this_machine_held_comes_again_at_once(string how, string process)
    {
        Assert.NotEmpty(how);
        await using TestBus killed = new(azurite);
        await killed.SendAsync("held");
        _ = await killed.ReceiveAsync();

        await foreach (TableEntity row in killed.Table.QueryAsync<TableEntity>("RowKey lt 'b'"))
        {
            row["Holder"] = $"{Environment.MachineName}|{process}|x";
            await killed.Table.UpdateEntityAsync(row, ETag.All);
        }

        await using TestBus next = killed.Another();
        Assert.Equal(2, (await next.ReceiveAsync()).DeliveryCount);
    }

    [Fact]
    public async Task What_a_living_process_holds_stays_held()
    {
        await using TestBus living = new(azurite);
        await living.SendAsync("held");
        _ = await living.ReceiveAsync();
        await using TestBus next = living.Another();
        Assert.Null(await next.Receiver.ReceiveMessageAsync(TestBus.Glance));
    }
}
