using System.Collections.Concurrent;

namespace AsiFunctions.LocalRuntime.Engine;

/// <summary>All instances that something happens to right now, by id; and what their actors need of the engine.</summary>
internal sealed class InstanceHub(
    IInstanceStore store,
    EngineOptions options,
    StepServices services,
    TimeProvider clock,
    WorkTracker work,
    TimerQueue timers,
    InstanceWatch watch,
    EngineLog log) : IDisposable
{
    private static readonly TimeSpan DeliveryPause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, InstanceActor> actors = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim slots = new(options.MaxConcurrentOrchestrators);
    private readonly CancellationTokenSource stopping = new();
    private volatile bool draining;

    public WorkTracker Work => work;

    /// <summary>Starts an activity: instance, execution, activity. Set once, before anything is posted.</summary>
    public Action<string, string, TaskScheduled> StartActivity { get; set; } =
        (_, _, _) => throw new InvalidOperationException("The engine has not been started.");

    /// <summary>Instances in memory.</summary>
    public int Count => actors.Count;

    public void Post(string id, Mail mail)
    {
        work.Begin();
        Mail dated = mail.At == default ? mail with { At = Now() } : mail;
        while (!actors.GetOrAdd(id, static (key, hub) => new InstanceActor(key, hub), this).TryPost(dated))
        {
            // That actor has just left; the next round makes another.
        }
    }

    /// <summary>Posts, and returns once the effect is stored.</summary>
    public async Task<TMail> SendAsync<TMail>(string id, TMail mail, CancellationToken cancellation)
        where TMail : Mail
    {
        TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TMail sent = (TMail)(mail with { At = Now(), Done = done });
        Post(id, sent);
        await done.Task.WaitAsync(cancellation);
        return sent;
    }

    /// <summary>The row as it was last stored, of an instance that is in memory; null if it is not.</summary>
    public InstanceRow? Stored(string id) => actors.TryGetValue(id, out InstanceActor? actor) ? actor.Stored : null;

    public void Retire(string id, InstanceActor actor) => actors.TryRemove(KeyValuePair.Create(id, actor));

    public async Task<Instance> LoadAsync(string id) => new(id, await store.ReadAsync(id, stopping.Token), services);

    public async Task<StepResult> StepAsync(Instance instance, IReadOnlyList<Mail> mails)
    {
        await slots.WaitAsync(stopping.Token);
        try
        {
            return instance.Step(mails, Now());
        }
        finally
        {
            slots.Release();
        }
    }

    public async Task CommitAsync(Instance instance, StepResult step)
    {
        options.Faults?.Invoke(FaultPoint.BeforeCommit, instance.Id);
        await (step.Delete ? store.DeleteAsync(instance.Id) : store.WriteAsync(instance.Row!));
        options.Faults?.Invoke(FaultPoint.AfterCommit, instance.Id);
    }

    public void StartEffects(Instance instance, StepResult step)
    {
        if (step.Write || step.Delete)
        {
            Announce(instance);
        }

        // The stored row says what is to be done; the next start does it.
        if (draining)
        {
            return;
        }

        foreach ((string execution, TaskScheduled activity) in step.Activities)
        {
            StartActivity(instance.Id, execution, activity);
        }

        foreach (OutMessage message in step.Messages)
        {
            Deliver(instance.Id, message);
        }

        timers.Set(instance.Id, instance.Row?.Due);
        if (step.Again)
        {
            Post(instance.Id, new WakeMail());
        }
    }

    /// <summary>Brings a message to its receiver, however often it takes, then confirms it to the sender.</summary>
    public void Deliver(string sender, OutMessage message)
    {
        work.Begin();
        _ = DeliverAsync(sender, message);
    }

    public void Failed(string id, Exception reason)
    {
        if (!stopping.IsCancellationRequested)
        {
            log.StepFailed(reason, id);
        }
    }

    /// <summary>From now on steps are stored, but nothing that follows from them is begun.</summary>
    public void Drain() => draining = true;

    /// <summary>Gives up what still waits: reads, deliveries, orchestrators without a slot.</summary>
    public void Stop() => stopping.Cancel();

    public void Dispose()
    {
        slots.Dispose();
        stopping.Dispose();
    }

    private DateTime Now() => clock.GetUtcNow().UtcDateTime;

    private void Announce(Instance instance)
    {
        watch.Tell(instance.Id, instance.Row);
        if (instance.Row is { Status: Microsoft.DurableTask.Client.OrchestrationRuntimeStatus.Failed } failed && instance.FailureType is { } type)
        {
            log.InstanceFailed(instance.Id, failed.Name, type);
        }
    }

    private async Task DeliverAsync(string sender, OutMessage message)
    {
        try
        {
            while (true)
            {
                try
                {
                    options.Faults?.Invoke(FaultPoint.BeforeDelivery, sender);
                    PeerMail taken = await SendAsync(message.Target, new PeerMail(sender, message), stopping.Token);
                    options.Faults?.Invoke(FaultPoint.AfterDelivery, sender);
                    Post(sender, new SettledMail(message.Seq, taken.Refusal));
                    return;
                }
                catch (Exception e) when (!stopping.IsCancellationRequested)
                {
                    log.StepFailed(e, message.Target);
                    await Task.Delay(DeliveryPause, stopping.Token);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Kept in the sender's row; delivered after the next start.
        }
        finally
        {
            work.End();
        }
    }
}
