using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace AsiFunctions.LocalRuntime.Engine;

/// <summary>What orchestrator code sees: every call becomes a decision with the next number, answered from the history or later.</summary>
internal sealed class ReplayContext : TaskOrchestrationContext
{
    private readonly OrchestrationTarget target;
    private readonly OrchestratorThread thread;
    private readonly ReplaySettings settings;
    private readonly ExternalEvents events;
    private readonly SortedDictionary<int, Decision> pending = [];
    private readonly Dictionary<int, OpenCall> open = [];
    private string? input;
    private object? typedInput;
    private DateTime now;
    private bool replaying = true;
    private int nextId;
    private int guids;

    public ReplayContext(OrchestrationTarget target, OrchestratorThread thread, ReplaySettings settings)
    {
        this.target = target;
        this.thread = thread;
        this.settings = settings;
        events = new ExternalEvents(settings.Converter);
    }

    public override TaskName Name => target.Name;

    public override string InstanceId => target.InstanceId;

    public override string Version => target.Version;

    public override ParentOrchestrationInstance? Parent => target.Parent;

    public override DateTime CurrentUtcDateTime => now;

    public override bool IsReplaying => replaying;

    protected override ILoggerFactory LoggerFactory => settings.Loggers;

    /// <summary>Decisions that no event of the history has confirmed, by number.</summary>
    internal IReadOnlyDictionary<int, Decision> Unconfirmed => pending;

    /// <summary>Calls without an answer. An orchestration does not end before they are answered.</summary>
    internal IReadOnlyDictionary<int, OpenCall> Open => open;

    internal bool WaitsForEvent => events.AnyoneWaits;

    internal Continuation? Next { get; private set; }

    internal bool StatusWasSet { get; private set; }

    internal string? CustomStatus { get; private set; }

    public override T? GetInput<T>()
        where T : default => typedInput is T typed ? typed : settings.Converter.Deserialize<T>(input);

    public override async Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        thread.Demand();
        if (input is TaskOptions && options is null)
        {
            throw new ArgumentException(
                $"A {nameof(TaskOptions)} was given as the activity's input and none as its {nameof(options)}; name the parameter, 'options: …'.",
                nameof(input));
        }

        string version = options?.Version?.Version ?? Version;
        return await Retries.RunAsync(
            this,
            options?.Retry,
            () => Call<TResult>(id => new TaskScheduled(id, name.Name, version, Serialize(input)), name.Name));
    }

    public override async Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null)
    {
        thread.Demand();
        string child = (options as SubOrchestrationOptions)?.InstanceId ?? NewGuid().ToString("N");
        string version = options?.Version?.Version ?? "";
        return await Retries.RunAsync(
            this,
            options?.Retry,
            () => Call<TResult>(
                id => new SubOrchestrationCreated(id, orchestratorName.Name, version, child, Serialize(input)), orchestratorName.Name));
    }

    public override async Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        thread.Demand();
        DateTime due = fireAt.ToUniversalTime();
        while (due - now > settings.LongestTimer && !cancellationToken.IsCancellationRequested)
        {
            await SetTimer(now + settings.LongestTimer, cancellationToken);
        }

        await SetTimer(due, cancellationToken);
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        thread.Demand();
        return events.Wait<T>(eventName, cancellationToken);
    }

    public override void SendEvent(string instanceId, string eventName, object payload)
    {
        thread.Demand();
        ArgumentException.ThrowIfNullOrWhiteSpace(instanceId);
        Decide(new EventSent(nextId, instanceId, eventName, Serialize(payload)));
    }

    public override void SetCustomStatus(object? customStatus)
    {
        thread.Demand();
        CustomStatus = Serialize(customStatus);
        StatusWasSet = true;
    }

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) =>
        ContinueAsNew(new ContinueAsNewOptions { NewInput = newInput, PreserveUnprocessedEvents = preserveUnprocessedEvents });

    public override void ContinueAsNew(ContinueAsNewOptions options)
    {
        thread.Demand();
        ArgumentNullException.ThrowIfNull(options);
        string version = string.IsNullOrWhiteSpace(options.NewVersion) ? Version : options.NewVersion;
        List<EventRaised> carried = Next?.Carried ?? [];
        if (options.PreserveUnprocessedEvents)
        {
            carried.AddRange(events.TakeKept());
        }

        Next = new Continuation(Serialize(options.NewInput), version, carried);
    }

    public override Guid NewGuid()
    {
        thread.Demand();
        return DeterministicGuid.Create(InstanceId, now, guids++);
    }

    /// <summary>The generation's start: the code is called with this input.</summary>
    internal object? Begin(string? serialized, Type type)
    {
        input = serialized;
        typedInput = settings.Converter.Deserialize(serialized, type);
        return typedInput;
    }

    internal void StepTo(DateTime time) => now = time;

    internal void ReplayIsOver() => replaying = false;

    /// <summary>What arrives after ContinueAsNew was called belongs to the next generation.</summary>
    internal void Raise(EventRaised raised)
    {
        if (Next is { } next)
        {
            next.Carried.Add(raised);
            return;
        }

        events.Raise(raised);
    }

    /// <summary>The history's decision of this number is the code's. Returns what the code asked instead if it is not; null if they agree.</summary>
    internal Mismatch? Confirm(Decision recorded)
    {
        if (!pending.Remove(recorded.Id, out Decision? asked) || !DecisionText.Same(recorded, asked))
        {
            return new Mismatch(recorded, asked);
        }

        // The recorded instant is the one that was waited for, whatever the code computes today.
        if (recorded is TimerCreated timer && open.TryGetValue(timer.Id, out OpenCall? call))
        {
            open[timer.Id] = call with { FireAt = timer.FireAt };
        }

        return null;
    }

    internal void Complete(int taskId, string? result)
    {
        if (open.Remove(taskId, out OpenCall? call))
        {
            call.Answered.TrySetResult(result);
        }
    }

    internal void Fail(int taskId, Failure failure)
    {
        if (open.Remove(taskId, out OpenCall? call))
        {
            call.Answered.TrySetException(Retries.Failed(call.Name, taskId, failure));
        }
    }

    private string? Serialize(object? value) => settings.Converter.Serialize(value);

    private int Decide(Decision decision)
    {
        pending.Add(decision.Id, decision);
        return nextId++;
    }

    private async Task<T> Call<T>(Func<int, Decision> decision, string name)
    {
        TaskCompletionSource<string?> answered = new();
        int id = Decide(decision(nextId));
        open.Add(id, new OpenCall(name, answered, null));
        string? result = await answered.Task;
        return settings.Converter.Deserialize<T>(result)!;
    }

    private async Task SetTimer(DateTime fireAt, CancellationToken cancellation)
    {
        TaskCompletionSource<string?> fired = new();
        int id = Decide(new TimerCreated(nextId, fireAt));
        open.Add(id, new OpenCall("", fired, fireAt));
        cancellation.Register(() =>
        {
            // Removed first: the continuation runs at once and may end the orchestration.
            if (open.Remove(id))
            {
                fired.TrySetCanceled(cancellation);
            }
        });
        await fired.Task;
    }
}
