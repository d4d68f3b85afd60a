using System.Collections.Concurrent;
using AsiFunctions.Tests.Support;
using Azure.Messaging.ServiceBus;

namespace AsiFunctions.LocalRuntime.ServiceBus.Tests;

[Collection(AzuriteCollection.Name)]
public sealed class ProcessorTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_handled_message_is_completed()
    {
        await using TestBus bus = new(azurite);
        await bus.SendAsync("before the start");
        ConcurrentQueue<string> handled = [];
        await using ServiceBusProcessor processor = await bus.ProcessAsync(args =>
        {
            handled.Enqueue(args.Message.Body.ToString());
            return Task.CompletedTask;
        });
        await bus.SendAsync("after it");
        await bus.Clock.SettleAsync();
        Assert.Equal(["before the start", "after it"], handled);
        Assert.Empty(await bus.Receiver.PeekMessagesAsync(1));
    }

    [Fact]
    public async Task A_handler_that_always_fails_is_tried_as_often_as_the_queue_says_then_the_message_is_a_dead_letter()
    {
        await using TestBus bus = new(azurite, new LocalQueueOptions { MaxDeliveryCount = 4 });
        await bus.SendAsync("poison");
        ConcurrentQueue<int> deliveries = [];
        ConcurrentQueue<ProcessErrorEventArgs> errors = [];
        await using ServiceBusProcessor processor = await bus.ProcessAsync(
            args =>
            {
                deliveries.Enqueue(args.Message.DeliveryCount);
                throw new InvalidOperationException("as always");
            },
            hear: errors.Enqueue);
        await bus.Clock.SettleAsync();

        Assert.Equal([1, 2, 3, 4], deliveries);
        Assert.All(errors, error => Assert.Equal("as always", error.Exception.Message));
        Assert.All(errors, error => Assert.Equal(ServiceBusErrorSource.ProcessMessageCallback, error.ErrorSource));
        Assert.Equal(4, errors.Count);
        Assert.Equal("MaxDeliveryCountExceeded", (await bus.DeadLetters.PeekMessageAsync())!.DeadLetterReason);
    }

    [Fact]
    public async Task A_handler_may_settle_the_message_itself()
    {
        await using TestBus bus = new(azurite);
        await bus.Sender.SendMessagesAsync([new("complete"), new("bury"), new("abandon")]);
        ConcurrentQueue<ProcessErrorEventArgs> errors = [];
        await using ServiceBusProcessor processor = await bus.ProcessAsync(
            args => (args.Message.Body.ToString(), args.Message.DeliveryCount) switch
            {
                ("bury", _) => args.DeadLetterMessageAsync(args.Message, "reason", "description"),
                ("abandon", 1) => args.AbandonMessageAsync(args.Message),
                _ => args.CompleteMessageAsync(args.Message),
            },
            hear: errors.Enqueue);
        await bus.Clock.SettleAsync();
        Assert.Empty(errors);
        Assert.Empty(await bus.Receiver.PeekMessagesAsync(10));
        Assert.Equal("bury", (await bus.DeadLetters.PeekMessageAsync())!.Body.ToString());
    }

    [Fact]
    public async Task Without_auto_completion_an_unsettled_message_stays_locked_and_comes_again()
    {
        await using TestBus bus = new(azurite);
        await bus.SendAsync("held");
        await using (ServiceBusProcessor processor = await bus.ProcessAsync(_ => Task.CompletedTask, new() { AutoCompleteMessages = false }))
        {
            await bus.Clock.SettleAsync();
        }

        Assert.Null(await bus.Receiver.ReceiveMessageAsync(TestBus.Glance));
        bus.LockTime.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(2, (await bus.ReceiveAsync()).DeliveryCount);
    }

    [Fact]
    public async Task As_many_handlers_run_as_allowed_and_no_more()
    {
        await using TestBus bus = new(azurite);
        await bus.Sender.SendMessagesAsync(Enumerable.Range(0, 40).Select(n => new ServiceBusMessage($"{n}")));
        int running = 0;
        int most = 0;
        TaskCompletionSource four = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using ServiceBusProcessor processor = await bus.ProcessAsync(
            async _ =>
            {
                int now = Interlocked.Increment(ref running);
                InterlockedMax(ref most, now);
                if (now == 4)
                {
                    four.TrySetResult();
                }

                await four.Task;
                Interlocked.Decrement(ref running);
            },
            new ServiceBusProcessorOptions { MaxConcurrentCalls = 4 });
        await bus.Clock.SettleAsync();
        Assert.Equal(4, most);
        Assert.Empty(await bus.Receiver.PeekMessagesAsync(1));
    }

    [Fact]
    public async Task A_stop_waits_for_the_handlers_under_way_and_takes_nothing_more()
    {
        await using TestBus bus = new(azurite);
        await bus.SendAsync("under way");
        TaskCompletionSource began = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource mayEnd = new(TaskCreationOptions.RunContinuationsAsynchronously);
        ServiceBusProcessor processor = await bus.ProcessAsync(async args =>
        {
            began.SetResult();
            await mayEnd.Task;
            Assert.True(args.CancellationToken.IsCancellationRequested);
        });
        await began.Task;
        Task stop = processor.StopProcessingAsync();
        await bus.SendAsync("too late");
        Assert.False(stop.IsCompleted);
        mayEnd.SetResult();
        await stop;
        Assert.False(processor.IsProcessing);
        Assert.Equal(["too late"], await bus.DrainAsync());
    }

    [Fact]
    public async Task The_lock_of_a_long_handler_is_renewed()
    {
        await using TestBus bus = new(azurite, new LocalQueueOptions { LockDuration = TimeSpan.FromMilliseconds(200) });
        await bus.SendAsync("long");
        await using ServiceBusProcessor processor = await bus.ProcessAsync(async args =>
        {
            bus.LockTime.Advance(TimeSpan.FromMilliseconds(150));
            DateTimeOffset until = args.Message.LockedUntil;
            while (args.Message.LockedUntil == until)
            {
                await Task.Yield();
            }
        });
        await bus.Clock.SettleAsync();
        Assert.Empty(await bus.Receiver.PeekMessagesAsync(1));
    }

    [Fact]
    public async Task A_processor_of_dead_letters_is_waited_for_as_well()
    {
        await using TestBus bus = new(azurite, new LocalQueueOptions { MaxDeliveryCount = 1 });
        await bus.SendAsync("poison");
        ConcurrentQueue<string> buried = [];
        await using ServiceBusProcessor failing = await bus.ProcessAsync(_ => throw new InvalidOperationException("no"));
        await using ServiceBusProcessor undertaker = await bus.ProcessAsync(
            args =>
            {
                buried.Enqueue(args.Message.DeadLetterReason!);
                return Task.CompletedTask;
            },
            new ServiceBusProcessorOptions { SubQueue = SubQueue.DeadLetter });
        await bus.Clock.SettleAsync();
        Assert.Equal(["MaxDeliveryCountExceeded"], buried);
    }

    [Fact]
    public async Task An_error_of_the_storage_is_told_and_outlived()
    {
        await using TestBus first = new(azurite);
        await first.SendAsync("m");
        await using TestBus bus = first.Another(retries: 0);
        bus.Storage.Break(1, Breaks.BeforeTheStorageHears);
        ConcurrentQueue<ServiceBusErrorSource> errors = [];
        ConcurrentQueue<string> handled = [];
        await using ServiceBusProcessor processor = await bus.ProcessAsync(
            args =>
            {
                handled.Enqueue(args.Message.Body.ToString());
                return Task.CompletedTask;
            },
            hear: error => errors.Enqueue(error.ErrorSource));
        while (errors.IsEmpty)
        {
            await Task.Yield();
        }

        await bus.Clock.SettleAsync();
        Assert.Equal([ServiceBusErrorSource.Receive], errors);
        Assert.Equal(["m"], handled);
    }

    private static void InterlockedMax(ref int most, int now)
    {
        int seen = Volatile.Read(ref most);
        while (now > seen)
        {
            seen = Interlocked.CompareExchange(ref most, now, seen);
        }
    }
}
