namespace AsiFunctions.LocalRuntime.Engine;

/// <summary>When each sleeping instance is due next. This is all that a sleeping instance costs in memory.</summary>
internal sealed class TimerQueue
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, DateTime> dues = [];
    private readonly PriorityQueue<string, (DateTime Due, long Order)> queue = new();
    private long order;

    /// <summary>Called when an earlier due time came in; outside of the lock.</summary>
    public Action? OnSooner { get; set; }

    public DateTime? Next
    {
        get
        {
            lock (gate)
            {
                return PeekValid();
            }
        }
    }

    public int Count
    {
        get
        {
            lock (gate)
            {
                return dues.Count;
            }
        }
    }

    /// <summary>Replaces the instance's due time; null if it waits for none.</summary>
    public void Set(string id, DateTime? due)
    {
        bool sooner = false;
        lock (gate)
        {
            if (due is not { } at)
            {
                dues.Remove(id);
                return;
            }

            if (dues.TryGetValue(id, out DateTime known) && known == at)
            {
                return;
            }

            sooner = PeekValid() is not { } next || at < next;
            dues[id] = at;
            queue.Enqueue(id, (at, order++));
        }

        if (sooner)
        {
            OnSooner?.Invoke();
        }
    }

    /// <summary>
    /// Hands over everything due at or before <paramref name="now"/>, in order of time. <paramref name="fire"/> runs inside the lock,
    /// so that nobody sees the queue empty and the work not begun.
    /// </summary>
    public bool FireDue(DateTime now, Action<string> fire)
    {
        bool any = false;
        lock (gate)
        {
            while (PeekValid() is { } due && due <= now)
            {
                string id = queue.Dequeue();
                dues.Remove(id);
                fire(id);
                any = true;
            }
        }

        return any;
    }

    // Entries whose instance was given another time since are dropped on the way.
    private DateTime? PeekValid()
    {
        while (queue.TryPeek(out string? id, out (DateTime Due, long Order) at))
        {
            if (dues.TryGetValue(id, out DateTime due) && due == at.Due)
            {
                return due;
            }

            queue.Dequeue();
        }

        return null;
    }
}
