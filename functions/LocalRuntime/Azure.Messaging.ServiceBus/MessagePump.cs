using System.Diagnostics;
using Azure.Messaging.ServiceBus;

namespace AsiFunctions.LocalRuntime.ServiceBus;

/// <summary>The life of a processor between its start and its stop.</summary>
internal sealed class MessagePump : IDisposable
{
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(1);

    private readonly ServiceBusReceiver receiver;
    private readonly Lane lane;
    private readonly ServiceBusProcessor processor;
    private readonly Func<ProcessMessageEventArgs, Task> handle;
    private readonly Func<ProcessErrorEventArgs, Task> fail;
    private readonly CancellationTokenSource stopping = new();
    private readonly SemaphoreSlim slots;
    private readonly Task running;

    public MessagePump(
        ServiceBusProcessor processor,
        ServiceBusReceiver receiver,
        Func<ProcessMessageEventArgs, Task> handle,
        Func<ProcessErrorEventArgs, Task> fail)
    {
        this.processor = processor;
        this.receiver = receiver;
        this.handle = handle;
        this.fail = fail;
        lane = receiver.Lane;
        slots = new SemaphoreSlim(processor.MaxConcurrentCalls);
        lane.Attach();
        running = Task.Run(RunAsync);
    }

    /// <summary>Takes no more and waits for the handlers under way, as long as the caller has patience.</summary>
    public async Task StopAsync(CancellationToken cancellation)
    {
        await stopping.CancelAsync();
        await running;
        for (int slot = 0; slot < processor.MaxConcurrentCalls; slot++)
        {
            await slots.WaitAsync(cancellation);
        }
    }

    /// <summary>After the stop.</summary>
    public void Dispose()
    {
        stopping.Dispose();
        slots.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (!stopping.IsCancellationRequested)
            {
                await RoundAsync();
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // That is how waiting ends.
        }
        finally
        {
            lane.Detach();
        }
    }

    private async Task RoundAsync()
    {
        await slots.WaitAsync(stopping.Token);
        int free = 1;
        while (slots.Wait(TimeSpan.Zero))
        {
            free++;
        }

        IReadOnlyList<ServiceBusReceivedMessage> messages = [];
        bool failed = false;
        try
        {
            messages = await lane.ConsumeAsync(free, processor.ReceiveMode, stopping.Token);
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            failed = true;
            await ReportAsync(fault, ServiceBusErrorSource.Receive);
        }
        finally
        {
            if (free > messages.Count)
            {
                slots.Release(free - messages.Count);
            }
        }

        foreach (ServiceBusReceivedMessage message in messages)
        {
            _ = Task.Run(() => HandleAsync(message), CancellationToken.None);
        }

        if (failed)
        {
            await Task.Delay(PauseAfterFault, stopping.Token);
        }
    }

    private async Task HandleAsync(ServiceBusReceivedMessage message)
    {
        using CancellationTokenSource done = new();
        Task renewing = RenewAsync(message, done.Token);
        try
        {
            ServiceBusErrorSource step = ServiceBusErrorSource.ProcessMessageCallback;
            try
            {
                await handle(new ProcessMessageEventArgs(message, receiver, processor.Identifier, stopping.Token));
                step = ServiceBusErrorSource.Complete;
                if (processor.AutoCompleteMessages && message.Lock is { Settled: false })
                {
                    await lane.CompleteAsync(message, CancellationToken.None);
                }
            }
            catch (Exception fault)
            {
                await ReportAsync(fault, step);
                await GiveBackAsync(message);
            }
        }
        finally
        {
            await done.CancelAsync();
            await renewing;
            lane.Release();
            slots.Release();
        }
    }

    private async Task GiveBackAsync(ServiceBusReceivedMessage message)
    {
        try
        {
            if (message.Lock is { Settled: false })
            {
                await lane.AbandonAsync(message, properties: null, CancellationToken.None);
            }
        }
        catch (Exception fault)
        {
            await ReportAsync(fault, ServiceBusErrorSource.Abandon);
        }
    }

    // Halfway through each lock, until the handler is done or has had its time.
    private async Task RenewAsync(ServiceBusReceivedMessage message, CancellationToken done)
    {
        long since = Stopwatch.GetTimestamp();
        TimeSpan half = lane.Queue.Options.LockDuration / 2;
        try
        {
            while (message.Lock is { Settled: false } && Stopwatch.GetElapsedTime(since) + half < processor.MaxAutoLockRenewalDuration)
            {
                await Task.Delay(half, done);
                if (message.Lock is { Settled: false })
                {
                    await lane.RenewAsync(message, done);
                }
            }
        }
        catch (OperationCanceledException) when (done.IsCancellationRequested)
        {
            // The handler is done.
        }
        catch (ServiceBusException fault)
        {
            await ReportAsync(fault, ServiceBusErrorSource.RenewLock);
        }
    }

    private async Task ReportAsync(Exception fault, ServiceBusErrorSource source)
    {
        try
        {
            await fail(new ProcessErrorEventArgs(
                fault, source, receiver.FullyQualifiedNamespace, receiver.EntityPath, processor.Identifier, stopping.Token));
        }
        catch (Exception unheard)
        {
            Trace.TraceError("The error handler of {0} failed: {1}", receiver.EntityPath, unheard);
        }
    }
}
