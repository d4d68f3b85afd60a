namespace AsiFunctions.LocalRuntime.Engine;

/// <summary>Tells those who wait for an instance what its row has become, as soon as it is stored.</summary>
internal sealed class InstanceWatch
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, List<TaskCompletionSource<InstanceRow?>>> waiting = [];

    /// <summary>The row as the next step leaves it; null if it was deleted.</summary>
    public Task<InstanceRow?> NextAsync(string id)
    {
        TaskCompletionSource<InstanceRow?> next = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            if (!waiting.TryGetValue(id, out List<TaskCompletionSource<InstanceRow?>>? all))
            {
                waiting[id] = all = [];
            }

            all.Add(next);
        }

        return next.Task;
    }

    public void Tell(string id, InstanceRow? row)
    {
        List<TaskCompletionSource<InstanceRow?>>? told;
        lock (gate)
        {
            waiting.Remove(id, out told);
        }

        foreach (TaskCompletionSource<InstanceRow?> waiter in told ?? [])
        {
            waiter.TrySetResult(row);
        }
    }

    /// <summary>Nothing more will be told.</summary>
    public void Close(Exception reason)
    {
        List<TaskCompletionSource<InstanceRow?>> all;
        lock (gate)
        {
            all = [.. waiting.Values.SelectMany(w => w)];
            waiting.Clear();
        }

        foreach (TaskCompletionSource<InstanceRow?> waiter in all)
        {
            waiter.TrySetException(reason);
        }
    }
}
