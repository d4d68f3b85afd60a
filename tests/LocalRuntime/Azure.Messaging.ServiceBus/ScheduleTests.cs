using System.Globalization;
using AsiFunctions.Tests.Support;
using Azure.Messaging.ServiceBus;

namespace AsiFunctions.LocalRuntime.ServiceBus.Tests;

[Collection(AzuriteCollection.Name)]
public sealed class ScheduleTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset InAMinute = TestBus.Start.AddMinutes(1);
    private static readonly DateTimeOffset InAMonth = TestBus.Start.AddDays(30);
    private static readonly DateTimeOffset InTwoYears = TestBus.Start.AddYears(2);

    [Fact]
    public async Task Scheduled_messages_of_any_horizon_come_in_order_each_at_its_own_time()
    {
        await using TestBus bus = new(azurite);
        await bus.Sender.ScheduleMessageAsync(new ServiceBusMessage("two years"), InTwoYears);
        await bus.Sender.SendMessageAsync(new ServiceBusMessage("a month") { ScheduledEnqueueTime = InAMonth });
        await bus.Sender.ScheduleMessageAsync(new ServiceBusMessage("a minute"), InAMinute);

        List<(string Body, DateTimeOffset Now, DateTimeOffset Enqueued)> handled = [];
        await using ServiceBusProcessor processor = await bus.ProcessAsync(args =>
        {
            handled.Add((args.Message.Body.ToString(), bus.Clock.GetUtcNow(), args.Message.EnqueuedTime));
            return Task.CompletedTask;
        });

        await bus.Clock.MoveToAsync(InAMinute - TimeSpan.FromTicks(1));
        Assert.Empty(handled);
        await bus.Clock.MoveToAsync(InTwoYears + TimeSpan.FromDays(1));
        Assert.Equal([("a minute", InAMinute, InAMinute), ("a month", InAMonth, InAMonth), ("two years", InTwoYears, InTwoYears)], handled);
        Assert.Null(bus.Bus.NextDue);
    }

    [Fact]
    public async Task Without_a_move_a_receiver_gets_what_has_become_due()
    {
        await using TestBus bus = new(azurite);
        await bus.Sender.ScheduleMessageAsync(new ServiceBusMessage("due"), InAMinute);
        Assert.Null(await bus.Receiver.ReceiveMessageAsync(TestBus.Glance));
        Task<ServiceBusReceivedMessage?> waiting = bus.Receiver.ReceiveMessageAsync(TestBus.Patience);
        bus.Business.Now = InAMinute;
        ServiceBusReceivedMessage message = (await waiting)!;
        Assert.Equal(("due", InAMinute), (message.Body.ToString(), message.ScheduledEnqueueTime));
    }

    [Fact]
    public async Task A_schedule_outlives_its_process()
    {
        await using TestBus first = new(azurite);
        await first.Sender.ScheduleMessageAsync(new ServiceBusMessage("two years"), InTwoYears);
        await using TestBus second = first.Another();
        List<string> handled = [];
        await using ServiceBusProcessor processor = await second.ProcessAsync(args =>
        {
            handled.Add(args.Message.Body.ToString());
            return Task.CompletedTask;
        });
        await second.Clock.MoveToAsync(InTwoYears);
        Assert.Equal(["two years"], handled);
    }

    [Fact]
    public async Task A_move_does_not_wait_for_a_queue_that_nobody_listens_to()
    {
        await using TestBus bus = new(azurite);
        await bus.Sender.ScheduleMessageAsync(new ServiceBusMessage("unheard"), InAMinute);
        await bus.Clock.MoveToAsync(InTwoYears);
        ServiceBusReceivedMessage message = await bus.ReceiveAsync();
        Assert.Equal(("unheard", InAMinute), (message.Body.ToString(), message.EnqueuedTime));
    }

    [Fact]
    public async Task A_cancelled_message_never_comes()
    {
        await using TestBus bus = new(azurite);
        long first = await bus.Sender.ScheduleMessageAsync(new ServiceBusMessage("cancelled"), InAMinute);
        IReadOnlyList<long> more = await bus.Sender.ScheduleMessagesAsync([new("kept"), new("cancelled too")], InAMinute);
        await bus.Sender.CancelScheduledMessagesAsync([first, more[1]]);
        await bus.Clock.MoveToAsync(InAMonth);
        Assert.Equal(["kept"], await bus.DrainAsync());
    }

    [Fact]
    public async Task What_is_cancelled_already_or_has_become_active_cannot_be_cancelled()
    {
        await using TestBus bus = new(azurite);
        long cancelled = await bus.Sender.ScheduleMessageAsync(new ServiceBusMessage("cancelled"), InAMinute);
        await bus.Sender.CancelScheduledMessageAsync(cancelled);
        long active = await bus.Sender.ScheduleMessageAsync(new ServiceBusMessage("active"), InAMinute);
        await bus.Clock.MoveToAsync(InAMinute);
        foreach (long number in (long[])[cancelled, active])
        {
            ServiceBusException fault = await Assert.ThrowsAsync<ServiceBusException>(() => bus.Sender.CancelScheduledMessageAsync(number));
            Assert.Equal(ServiceBusFailureReason.MessageNotFound, fault.Reason);
        }
    }

    [Fact]
    public async Task A_time_that_has_passed_means_at_once()
    {
        await using TestBus bus = new(azurite);
        await bus.Sender.ScheduleMessageAsync(new ServiceBusMessage("past"), TestBus.Start);
        Assert.Equal(["past"], await bus.DrainAsync());
    }

    [Fact]
    public async Task More_messages_than_a_transaction_takes_become_due_at_once()
    {
        await using TestBus bus = new(azurite);
        string[] small = [.. Enumerable.Range(0, 120).Select(n => $"m{n}")];
        await bus.Sender.ScheduleMessagesAsync(small.Select(text => new ServiceBusMessage(text)), InAMinute);
        byte[] body = new byte[250 * 1024];
        for (int n = 0; n < 12; n++)
        {
            await bus.Sender.ScheduleMessageAsync(new ServiceBusMessage(body), InAMinute.AddSeconds(1));
        }

        await bus.Clock.MoveToAsync(InAMonth);
        IReadOnlyList<string> received = await bus.DrainAsync();
        Assert.Equal(small, received.Take(120));
        Assert.Equal(12, received.Skip(120).Count());
    }

    [Fact]
    public async Task What_a_message_leads_to_is_done_before_the_clock_moves_on()
    {
        await using TestBus bus = new(azurite);
        ServiceBusSender chain = bus.Client.CreateSender(bus.Queue);
        await bus.Sender.ScheduleMessageAsync(new ServiceBusMessage("3"), InAMinute);
        await bus.Sender.ScheduleMessageAsync(new ServiceBusMessage("end"), InAMonth);
        List<(string Body, DateTimeOffset Now)> handled = [];
        await using ServiceBusProcessor processor = await bus.ProcessAsync(async args =>
        {
            string body = args.Message.Body.ToString();
            handled.Add((body, bus.Clock.GetUtcNow()));
            if (int.TryParse(body, CultureInfo.InvariantCulture, out int left) && left > 0)
            {
                await chain.SendMessageAsync(new ServiceBusMessage($"{left - 1}"));
            }
        });
        await bus.Clock.MoveToAsync(InTwoYears);
        Assert.Equal([("3", InAMinute), ("2", InAMinute), ("1", InAMinute), ("0", InAMinute), ("end", InAMonth)], handled);
    }

    [Fact]
    public async Task A_handler_that_schedules_itself_again_runs_at_each_of_its_times()
    {
        await using TestBus bus = new(azurite);
        await bus.Sender.ScheduleMessageAsync(new ServiceBusMessage("monthly"), InAMonth);
        List<DateTimeOffset> times = [];
        await using ServiceBusProcessor processor = await bus.ProcessAsync(async args =>
        {
            times.Add(bus.Clock.GetUtcNow());
            await bus.Sender.ScheduleMessageAsync(new ServiceBusMessage(args.Message), bus.Clock.GetUtcNow().AddDays(30));
        });
        await bus.Clock.MoveToAsync(InTwoYears);
        Assert.Equal(Enumerable.Range(1, 24).Select(n => TestBus.Start.AddDays(30 * n)), times);
    }
}
