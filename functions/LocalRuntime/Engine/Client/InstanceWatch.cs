namespace AsiFunctions.LocalRuntime.Engine;

/// <summary>Tells those who wait for an instance when its row, as stored, has become what they wait for.</summary>
internal sealed class InstanceWatch
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, List<Waiter>> waiting = [];
    private Exception? closed;

    /// <summary>Waits until <paramref name="reached"/> holds for a row that is stored from now on. Dispose it to stop waiting.</summary>
    public Waiter Wait(string id, Func<InstanceRow, bool> reached)
    {
        Waiter waiter = new(this, id, reached);
        lock (gate)
        {
            if (closed is not null)
            {
                waiter.Source.SetException(closed);
                return waiter;
            }

            if (!waiting.TryGetValue(id, out List<Waiter>? all))
            {
                waiting[id] = all = [];
            }

            all.Add(waiter);
        }

        return waiter;
    }

    /// <param name="id">The instance.</param>
    /// <param name="row">Its row; null if it was deleted.</param>
    public void Tell(string id, InstanceRow? row)
    {
        lock (gate)
        {
            foreach (Waiter waiter in waiting.GetValueOrDefault(id) ?? [])
            {
                if (row is null || waiter.Reached(row))
                {
                    waiter.Source.TrySetResult(row);
                }
            }
        }
    }

    /// <summary>Nothing more will be told.</summary>
    public void Close(Exception reason)
    {
        lock (gate)
        {
            closed = reason;
            foreach (Waiter waiter in waiting.Values.SelectMany(w => w))
            {
                waiter.Source.TrySetException(reason);
            }
        }
    }

    private void Remove(Waiter waiter)
    {
        lock (gate)
        {
            List<Waiter> all = waiting.GetValueOrDefault(waiter.Id) ?? [];
            all.Remove(waiter);
            if (all.Count == 0)
            {
                waiting.Remove(waiter.Id);
            }
        }
    }

    internal sealed class Waiter(InstanceWatch watch, string id, Func<InstanceRow, bool> reached) : IDisposable
    {
        public string Id => id;

        public Func<InstanceRow, bool> Reached => reached;

        public TaskCompletionSource<InstanceRow?> Source { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Dispose() => watch.Remove(this);
    }
}
