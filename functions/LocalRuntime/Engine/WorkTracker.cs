namespace AsiFunctions.LocalRuntime.Engine;

/// <summary>Counts what is under way: mail, activities, deliveries. At zero the engine is quiet until time passes or somebody calls.</summary>
internal sealed class WorkTracker
{
    private readonly Lock gate = new();
    private int count;
    private TaskCompletionSource? quiet;

    public bool IsQuiet
    {
        get
        {
            lock (gate)
            {
                return count == 0;
            }
        }
    }

    public void Begin()
    {
        lock (gate)
        {
            count++;
        }
    }

    public void End(int ended = 1)
    {
        TaskCompletionSource? reached = null;
        lock (gate)
        {
            count -= ended;
            if (count == 0)
            {
                reached = quiet;
                quiet = null;
            }
        }

        reached?.SetResult();
    }

    public Task WhenQuietAsync()
    {
        lock (gate)
        {
            if (count == 0)
            {
                return Task.CompletedTask;
            }

            quiet ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return quiet.Task;
        }
    }
}
