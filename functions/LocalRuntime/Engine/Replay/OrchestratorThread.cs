namespace AsiFunctions.LocalRuntime.Engine;

/// <summary>
/// The one thread on which an orchestrator's code may run, while it runs. Continuations posted from it run at once;
/// one posted from elsewhere shows that the code awaited something that is not the context's own, and is not run.
/// </summary>
internal sealed class OrchestratorThread(Action onIllegalAwait) : SynchronizationContext
{
    public const string IllegalAwait =
        "An invalid asynchronous invocation was detected. An orchestrator may await only the tasks that its TaskOrchestrationContext "
        + "gave it: no Task.Delay, no Task.Run, no ConfigureAwait(false), no I/O. What else it needs belongs into an activity.";

    private int owner;

    /// <summary>Whether the caller is on the orchestrator's thread, during a step.</summary>
    public bool IsCurrent => owner == Environment.CurrentManagedThreadId;

    /// <summary>Runs a step on the calling thread.</summary>
    public void Run(Action step)
    {
        SynchronizationContext? before = Current;
        owner = Environment.CurrentManagedThreadId;
        SetSynchronizationContext(this);
        try
        {
            step();
        }
        finally
        {
            owner = 0;
            SetSynchronizationContext(before);
        }
    }

    /// <exception cref="InvalidOperationException">The caller is on another thread, or the step is over.</exception>
    public void Demand()
    {
        if (!IsCurrent)
        {
            onIllegalAwait();
            throw new InvalidOperationException(IllegalAwait);
        }
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (IsCurrent)
        {
            d(state);
            return;
        }

        onIllegalAwait();
    }

    public override void Send(SendOrPostCallback d, object? state) => Post(d, state);

    public override SynchronizationContext CreateCopy() => this;
}
