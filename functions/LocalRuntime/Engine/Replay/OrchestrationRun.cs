using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;

namespace AsiFunctions.LocalRuntime.Engine;

/// <summary>
/// One run of an orchestrator's code over its history. Made anew for each step: what the past events bring back
/// is all that the code remembers. Used on one thread, inside <see cref="OrchestratorThread.Run"/>.
/// </summary>
internal sealed class OrchestrationRun
{
    private readonly OrchestrationTarget target;
    private readonly Func<ITaskOrchestrator?> find;
    private readonly ReplaySettings settings;
    private readonly ReplayContext context;
    private readonly Queue<HistoryEvent> whileSuspended = [];
    private readonly HashSet<int> fired = [];
    private Task<object?>? running;
    private Failure? broken;
    private ExecutionTerminated? terminated;
    private volatile bool illegalAwait;

    /// <param name="target">The orchestration.</param>
    /// <param name="find">Makes its code; null if nothing of that name is registered.</param>
    /// <param name="settings">What all runs share.</param>
    /// <param name="onIllegalAwait">Told when the code awaits something foreign and comes back after the step.</param>
    public OrchestrationRun(OrchestrationTarget target, Func<ITaskOrchestrator?> find, ReplaySettings settings, Action? onIllegalAwait = null)
    {
        this.target = target;
        this.find = find;
        this.settings = settings;
        Thread = new OrchestratorThread(() =>
        {
            illegalAwait = true;
            onIllegalAwait?.Invoke();
        });
        context = new ReplayContext(target, Thread, settings);
    }

    public OrchestratorThread Thread { get; }

    public bool IsSuspended { get; private set; }

    /// <summary>The code cannot go on from its history: it is missing, or differs.</summary>
    public bool IsBroken => broken is not null;

    /// <summary>Decisions that are not in the history yet, in order.</summary>
    public IEnumerable<Decision> NewDecisions => context.Unconfirmed.Values;

    /// <summary>Custom status as set by this generation's code; null if it set none.</summary>
    public (bool Set, string? Value) CustomStatus => (context.StatusWasSet, context.CustomStatus);

    /// <summary>Timers that still wait, with their due times (UTC).</summary>
    public IEnumerable<(int Id, DateTime FireAt)> Timers =>
        context.Open.Where(c => c.Value.FireAt is not null && !fired.Contains(c.Key)).Select(c => (c.Key, c.Value.FireAt!.Value));

    /// <summary>Plays events of the past; code that logs or asks is told that it is replaying.</summary>
    public void Replay(IEnumerable<HistoryEvent> past)
    {
        foreach (HistoryEvent happened in past)
        {
            Play(happened);
        }

        context.ReplayIsOver();
    }

    public void Play(HistoryEvent happened)
    {
        if (happened is TimerFired timer)
        {
            fired.Add(timer.TaskId);
        }

        if (broken is not null || terminated is not null)
        {
            return;
        }

        if (IsSuspended && happened is not (ExecutionResumed or ExecutionTerminated or StepStarted or Decision))
        {
            if (happened is not ExecutionSuspended)
            {
                whileSuspended.Enqueue(happened);
            }

            return;
        }

        Apply(happened);
    }

    /// <summary>How the generation ended; null if it goes on.</summary>
    public ExecutionEnded? Conclude()
    {
        if (terminated is not null)
        {
            return new ExecutionEnded(ExecutionEnd.Terminated, terminated.Output, null);
        }

        if (broken is null && illegalAwait)
        {
            broken = IllegalAwait();
        }

        if (broken is not null)
        {
            return new ExecutionEnded(ExecutionEnd.Failed, null, broken);
        }

        if (running is null || context.Open.Count > 0)
        {
            return null;
        }

        if (running.IsCompleted)
        {
            return Ended(running);
        }

        // Nothing is asked, nothing is waited for, and yet the code has not returned: it awaits something foreign.
        return IsSuspended || context.WaitsForEvent ? null : new ExecutionEnded(ExecutionEnd.Failed, null, IllegalAwait());
    }

    /// <summary>The next generation, once <see cref="Conclude"/> said that this one continued as new.</summary>
    public Continuation? Next => context.Next;

    private static Failure IllegalAwait() => Failure.From(new InvalidOperationException(OrchestratorThread.IllegalAwait));

    private void Apply(HistoryEvent happened)
    {
        switch (happened)
        {
            case StepStarted step:
                context.StepTo(step.Time);
                break;
            case ExecutionStarted started:
                Start(started);
                break;
            case Decision recorded:
                if (context.Confirm(recorded) is { } mismatch)
                {
                    broken = Failure.From(new NonDeterministicOrchestrationException(DecisionText.Describe(mismatch)));
                }

                break;
            case TaskCompleted completed:
                context.Complete(completed.TaskId, completed.Result);
                break;
            case SubOrchestrationCompleted completed:
                context.Complete(completed.TaskId, completed.Result);
                break;
            case TimerFired timer:
                context.Complete(timer.TaskId, null);
                break;
            case TaskFailed failed:
                context.Fail(failed.TaskId, failed.Failure);
                break;
            case SubOrchestrationFailed failed:
                context.Fail(failed.TaskId, failed.Failure);
                break;
            case EventRaised raised:
                Raise(raised);
                break;
            case ExecutionSuspended:
                IsSuspended = true;
                break;
            case ExecutionResumed:
                Resume();
                break;
            case ExecutionTerminated ended:
                terminated = ended;
                break;
            case ExecutionEnded:
                break;
        }
    }

    private void Start(ExecutionStarted started)
    {
        ITaskOrchestrator? code;
        try
        {
            code = find();
        }

        // Code that cannot even be made has failed, as if its first line had.
        catch (Exception e)
        {
            broken = Failure.From(e);
            return;
        }

        if (code is null)
        {
            string which = target.Version.Length == 0 ? "" : $" with version '{target.Version}'";
            broken = new Failure("OrchestratorTaskNotFound", $"No orchestrator task named '{target.Name}'{which} was found.", NonRetriable: true);
            return;
        }

        running = RunAsync(code, started.Input);
    }

    private async Task<object?> RunAsync(ITaskOrchestrator orchestrator, string? input)
    {
        object? result = await orchestrator.RunAsync(context, context.Begin(input, orchestrator.InputType));
        Thread.Demand();
        return result;
    }

    private void Raise(EventRaised raised)
    {
        try
        {
            context.Raise(raised);
        }

        // The payload is not of the type that is waited for. The real worker fails the orchestration too.
        catch (Exception e)
        {
            broken = Failure.From(e);
        }
    }

    private void Resume()
    {
        IsSuspended = false;
        while (!IsSuspended && whileSuspended.TryDequeue(out HistoryEvent? waited))
        {
            Apply(waited);
        }
    }

    private ExecutionEnded Ended(Task<object?> finished)
    {
        if (finished.IsFaulted)
        {
            return new ExecutionEnded(ExecutionEnd.Failed, null, Failure.From(finished.Exception.InnerExceptions[0]));
        }

        if (finished.IsCanceled)
        {
            return new ExecutionEnded(ExecutionEnd.Failed, null, Failure.From(new TaskCanceledException(finished)));
        }

        if (context.Next is { } next)
        {
            return new ExecutionEnded(ExecutionEnd.ContinuedAsNew, next.Input, null);
        }

        try
        {
            return new ExecutionEnded(ExecutionEnd.Completed, settings.Converter.Serialize(finished.Result), null);
        }

        // A result that cannot be written down is a failure of the code that returned it.
        catch (Exception e) when (e is System.Text.Json.JsonException or NotSupportedException or InvalidOperationException)
        {
            return new ExecutionEnded(ExecutionEnd.Failed, null, Failure.From(e));
        }
    }
}
