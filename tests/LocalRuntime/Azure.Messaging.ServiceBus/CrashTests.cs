using AsiFunctions.Tests.Support;
using Azure.Messaging.ServiceBus;

namespace AsiFunctions.LocalRuntime.ServiceBus.Tests;

/// <summary>
/// Every call to the storage fails in turn, unheard or with its answer lost, as at a kill; then a new process looks at what is there.
/// </summary>
[Collection(AzuriteCollection.Name)]
public sealed class CrashTests(AzuriteFixture azurite)
{
    // More than any step makes; the tests end a step's row of calls by themselves.
    private const int MostCalls = 12;

    public static TheoryData<Breaks> EveryWay => [Breaks.BeforeTheStorageHears, Breaks.AfterTheStorageDidIt];

    [Theory]
    [MemberData(nameof(EveryWay))]
    public async Task A_send_is_whole_or_not_at_all_and_sent_again_it_comes_once(Breaks at)
    {
        for (int call = 1; call <= MostCalls; call++)
        {
            await using TestBus first = new(azurite);
            await using TestBus dying = first.Another(retries: 0);
            dying.Storage.Break(call, at);
            bool acknowledged = await SucceedsAsync(() => dying.SendAsync("m"));

            await using TestBus next = dying.Another();
            if (!acknowledged)
            {
                await next.SendAsync("m");
            }

            Assert.Equal(["m"], await next.DrainAsync());
            if (!dying.Storage.Happened)
            {
                Assert.True(acknowledged && call > 1);
                return;
            }
        }

        Assert.Fail("The step makes more calls than expected.");
    }

    [Theory]
    [MemberData(nameof(EveryWay))]
    public async Task A_schedule_is_whole_or_not_at_all(Breaks at)
    {
        DateTimeOffset due = TestBus.Start.AddDays(400);
        for (int call = 1; call <= MostCalls; call++)
        {
            await using TestBus first = new(azurite);
            await using TestBus dying = first.Another(retries: 0);
            dying.Storage.Break(call, at);
            bool acknowledged = await SucceedsAsync(() => dying.Sender.ScheduleMessageAsync(new ServiceBusMessage("m") { MessageId = "m" }, due));

            await using TestBus next = dying.Another();
            if (!acknowledged)
            {
                await next.Sender.ScheduleMessageAsync(new ServiceBusMessage("m") { MessageId = "m" }, due);
            }

            Assert.Empty(await next.DrainAsync());
            await next.Clock.MoveToAsync(due);
            Assert.Equal(["m"], await next.DrainAsync());
            if (!dying.Storage.Happened)
            {
                return;
            }
        }

        Assert.Fail("The step makes more calls than expected.");
    }

    [Theory]
    [MemberData(nameof(EveryWay))]
    public async Task A_scheduled_message_becomes_active_once(Breaks at)
    {
        for (int call = 1; call <= MostCalls; call++)
        {
            await using TestBus first = new(azurite);
            await first.Sender.ScheduleMessagesAsync([new("a"), new("b")], TestBus.Start.AddDays(1));
            await using TestBus dying = first.Another(retries: 0);
            dying.Client.CreateSender(dying.Queue);
            dying.Storage.Break(call, at);
            await SucceedsAsync(() => dying.Clock.MoveToAsync(TestBus.Start.AddDays(1)));

            await using TestBus next = first.Another();
            await next.Clock.MoveToAsync(TestBus.Start.AddDays(1));
            Assert.Equal(["a", "b"], await next.DrainAsync());
            if (!dying.Storage.Happened)
            {
                return;
            }
        }

        Assert.Fail("The step makes more calls than expected.");
    }

    [Theory]
    [MemberData(nameof(EveryWay))]
    public async Task A_receive_loses_nothing(Breaks at)
    {
        for (int call = 1; call <= MostCalls; call++)
        {
            await using TestBus first = new(azurite);
            await first.SendAsync("m");
            await using TestBus dying = first.Another(retries: 0);
            dying.Storage.Break(call, at);
            await SucceedsAsync(() => dying.Receiver.ReceiveMessageAsync(TestBus.Glance));

            await using TestBus next = first.Another();
            next.LockTime.Advance(TimeSpan.FromMinutes(1));
            Assert.Equal(["m"], await next.DrainAsync());
            if (!dying.Storage.Happened)
            {
                return;
            }
        }

        Assert.Fail("The step makes more calls than expected.");
    }

    [Theory]
    [InlineData("complete", Breaks.BeforeTheStorageHears, 1, 0)]
    [InlineData("complete", Breaks.AfterTheStorageDidIt, 0, 0)]
    [InlineData("dead-letter", Breaks.BeforeTheStorageHears, 1, 0)]
    [InlineData("dead-letter", Breaks.AfterTheStorageDidIt, 0, 1)]
    [InlineData("abandon", Breaks.BeforeTheStorageHears, 1, 0)]
    [InlineData("abandon", Breaks.AfterTheStorageDidIt, 1, 0)]
    [InlineData("abandon for the last time", Breaks.BeforeTheStorageHears, 0, 1)]
    [InlineData("abandon for the last time", Breaks.AfterTheStorageDidIt, 0, 1)]
    [InlineData("renew", Breaks.BeforeTheStorageHears, 1, 0)]
    [InlineData("renew", Breaks.AfterTheStorageDidIt, 1, 0)]
    public async Task A_settlement_leaves_the_message_in_one_place(string step, Breaks at, int active, int dead)
    {
        LocalQueueOptions options = new() { MaxDeliveryCount = step.EndsWith("time", StringComparison.Ordinal) ? 1 : 10 };
        await using TestBus first = new(azurite, options);
        await first.SendAsync("m");
        await using TestBus dying = first.Another(retries: 0);
        ServiceBusReceivedMessage message = await dying.ReceiveAsync();
        dying.Storage.Break(1, at);
        ServiceBusException fault = await Assert.ThrowsAsync<ServiceBusException>(() => SettleAsync(dying, step, message));
        Assert.Equal((ServiceBusFailureReason.ServiceCommunicationProblem, true), (fault.Reason, fault.IsTransient));

        await using TestBus next = first.Another();
        next.LockTime.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(active, (await next.DrainAsync()).Count);
        Assert.Equal(dead, (await next.DrainAsync(next.DeadLetters)).Count);
    }

    [Theory]
    [InlineData("send")]
    [InlineData("send without detection")]
    [InlineData("complete")]
    [InlineData("abandon")]
    [InlineData("abandon for the last time")]
    [InlineData("dead-letter")]
    [InlineData("renew")]
    public async Task An_answer_that_was_lost_is_made_up_for_by_the_retry(string step)
    {
        LocalQueueOptions options = new()
        {
            MaxDeliveryCount = step.EndsWith("time", StringComparison.Ordinal) ? 1 : 10,
            RequiresDuplicateDetection = step != "send without detection",
        };
        await using TestBus bus = new(azurite, options);
        if (step.StartsWith("send", StringComparison.Ordinal))
        {
            await bus.SendAsync("first use");
            bus.Storage.Break(1, Breaks.AfterTheStorageDidIt);
            await bus.SendAsync("m");
            Assert.Equal(["first use", "m"], await bus.DrainAsync());
            return;
        }

        await bus.SendAsync("m");
        ServiceBusReceivedMessage message = await bus.ReceiveAsync();
        bus.Storage.Break(1, Breaks.AfterTheStorageDidIt);
        await SettleAsync(bus, step, message);
        Assert.True(bus.Storage.Happened);
        if (step == "renew")
        {
            await bus.Receiver.CompleteMessageAsync(message);
        }

        Assert.Equal(step == "abandon" ? 1 : 0, (await bus.DrainAsync()).Count);
        Assert.Equal(step is "dead-letter" or "abandon for the last time" ? 1 : 0, (await bus.DrainAsync(bus.DeadLetters)).Count);
    }

    private static Task SettleAsync(TestBus bus, string step, ServiceBusReceivedMessage message) => step switch
    {
        "complete" => bus.Receiver.CompleteMessageAsync(message),
        "dead-letter" => bus.Receiver.DeadLetterMessageAsync(message, "reason"),
        "renew" => bus.Receiver.RenewMessageLockAsync(message),
        _ => bus.Receiver.AbandonMessageAsync(message),
    };

    private static async Task<bool> SucceedsAsync(Func<Task> step)
    {
        try
        {
            await step();
            return true;
        }
        catch (ServiceBusException fault)
        {
            Assert.Equal(ServiceBusFailureReason.ServiceCommunicationProblem, fault.Reason);
            return false;
        }
    }
}
