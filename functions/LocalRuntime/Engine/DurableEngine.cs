using AsiFunctions.LocalRuntime.Clock;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace AsiFunctions.LocalRuntime.Engine;

/// <summary>Runs durable orchestrations on one machine: event-sourced, replayed, stored in a table. One engine at a time has a task hub.</summary>
public sealed class DurableEngine : IClockedWork, IAsyncDisposable
{
    private readonly EngineOptions options;
    private readonly MovableClock clock;
    private readonly IInstanceStore store;
    private readonly WorkTracker work = new();
    private readonly TimerQueue timers = new();
    private readonly InstanceWatch watch = new();
    private readonly InstanceHub hub;
    private readonly ActivityRunner activities;
    private readonly TimerPump pump;
    private readonly EngineLog log;
    private IDisposable? registration;
    private State state = State.New;

    /// <summary>An engine on Azure tables and blobs, or on what imitates them.</summary>
    /// <param name="registry">The orchestrators and activities, by name and version.</param>
    /// <param name="options">How the engine runs.</param>
    /// <param name="tables">The rows' storage.</param>
    /// <param name="blobs">For the lease on the hub, and for histories that are too long for a row.</param>
    /// <param name="clock">Business time: orchestrators' time, durable timers, pauses of retries.</param>
    /// <param name="loggers">For the engine's log and the orchestrators' replay-safe loggers.</param>
    /// <param name="services">Handed to the factories of orchestrators; those of activities get a scope of it for each run.</param>
    public DurableEngine(
        DurableTaskRegistry registry,
        EngineOptions options,
        TableServiceClient tables,
        BlobServiceClient blobs,
        MovableClock clock,
        ILoggerFactory loggers,
        IServiceProvider services)
        : this(registry, options, new TableStore(options, tables, blobs, Log(loggers)), clock, loggers, services)
    {
    }

    internal DurableEngine(
        DurableTaskRegistry registry,
        EngineOptions options,
        IInstanceStore store,
        MovableClock clock,
        ILoggerFactory loggers,
        IServiceProvider services)
    {
        this.options = options;
        this.clock = clock;
        this.store = store;
        log = Log(loggers);
        StepServices steps = new(
            (name, version) => registry.FindOrchestrator(name, version)?.Invoke(services),
            new ReplaySettings(options.DataConverter, loggers, options.MaximumTimerInterval),
            (id, execution) => hub!.Post(id, new IllegalAwaitMail(execution)),
            options.GenerationEnded);
        hub = new InstanceHub(store, options, steps, clock, work, timers, watch, log);
        activities = new ActivityRunner(registry, options, services, work, hub.Post, log);
        hub.StartActivity = activities.Start;
        pump = new TimerPump(timers, clock, id => hub.Post(id, new WakeMail()));
        Client = new EngineClient(options, store, hub, watch, () => state == State.Running);
    }

    private enum State
    {
        New,
        Running,
        Stopped,
    }

    /// <summary>Starts, asks, wakes and ends orchestrations. Usable while the engine runs.</summary>
    public DurableTaskClient Client { get; }

    /// <summary>Completed, with the reason, if another host has taken the hub: this process should end.</summary>
    public Task<string> HubLost => store.Lost;

    /// <inheritdoc/>
    public DateTimeOffset? NextDue => timers.Next;

    /// <summary>Instances that wait for a time.</summary>
    public int Sleeping => timers.Count;

    /// <summary>An engine that keeps everything in this process: for tests of orchestrators on a moved clock.</summary>
    public static DurableEngine InMemory(
        DurableTaskRegistry registry,
        EngineOptions options,
        MovableClock clock,
        ILoggerFactory loggers,
        IServiceProvider services) => new(registry, options, new MemoryStore(), clock, loggers, services);

    /// <summary>Takes the hub, and goes on with what an earlier host left.</summary>
    /// <exception cref="HubInUseException">Another living process has the hub.</exception>
    public async Task StartAsync(CancellationToken cancellation = default)
    {
        if (state != State.New)
        {
            throw new InvalidOperationException("An engine is started once; make a new one.");
        }

        long epoch = await store.OpenAsync(cancellation);
        state = State.Running;
        List<string> waking = [];
        await foreach ((string id, DateTime? due, bool unfinished) in store.ReadLivingAsync(cancellation))
        {
            timers.Set(id, due);
            if (unfinished)
            {
                waking.Add(id);
            }
        }

        log.Opened(options.HubName, epoch, timers.Count, waking.Count);
        waking.ForEach(id => hub.Post(id, new WakeMail()));
        pump.Start();
        registration = clock.Register(this);
    }

    /// <summary>
    /// Begins nothing new, waits for the activities that run and for what they lead to, and gives the hub back.
    /// Activities that had not begun are taken up by the next start.
    /// </summary>
    /// <param name="hurry">Ends the waiting; what was not stored then has not been acknowledged either.</param>
    public async Task StopAsync(CancellationToken hurry = default)
    {
        if (state != State.Running)
        {
            return;
        }

        state = State.Stopped;
        registration?.Dispose();
        await pump.DisposeAsync();
        hub.Drain();
        await UnlessHurriedAsync(activities.DrainAsync(), hurry);
        await UnlessHurriedAsync(work.WhenQuietAsync(), hurry);
        hub.Stop();
        watch.Close(new OperationCanceledException("The engine was stopped."));
        await store.CloseAsync(hurry);
        log.Closed(options.HubName);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> SettleAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        bool active = false;
        while (pump.FireDue(now.UtcDateTime) || !work.IsQuiet)
        {
            active = true;
            await work.WhenQuietAsync().WaitAsync(cancellation);
        }

        return active;
    }

    /// <summary>
    /// The current or last generation of an instance as readable JSON, for <see cref="HistoryReplayer"/>; null if there is no such instance.
    /// </summary>
    public async Task<string?> ExportHistoryAsync(string instanceId, CancellationToken cancellation = default) =>
        await store.ReadAsync(instanceId, cancellation) is { } row ? HistoryExport.ToJson(row) : null;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        activities.Dispose();
        hub.Dispose();
        await store.DisposeAsync();
    }

    private async Task UnlessHurriedAsync(Task waited, CancellationToken hurry)
    {
        Task hurried = Task.Delay(Timeout.Infinite, hurry);
        await Task.WhenAny(waited, hurried, store.Lost);
    }

    private static EngineLog Log(ILoggerFactory loggers) => new(loggers.CreateLogger("AsiFunctions.LocalRuntime.Engine"));
}
