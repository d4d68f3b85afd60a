namespace AsiFunctions.LocalRuntime.ServiceBus;

/// <summary>When the next scheduled message is due: what the table said last, and what was sent since.</summary>
internal sealed class Schedule
{
    private readonly Lock gate = new();
    private DateTimeOffset? loaded;
    private DateTimeOffset? added;
    private DateTimeOffset? addedBeforeLoad;

    /// <summary>Never later than the truth; earlier if the message was cancelled.</summary>
    public DateTimeOffset? Earliest
    {
        get
        {
            lock (gate)
            {
                return Min(loaded, Min(added, addedBeforeLoad));
            }
        }
    }

    public void Add(DateTimeOffset due)
    {
        lock (gate)
        {
            added = Min(added, due);
        }
    }

    /// <summary>Call before reading the table: what was added until now will be in the answer.</summary>
    public void BeginLoad()
    {
        lock (gate)
        {
            addedBeforeLoad = Min(addedBeforeLoad, added);
            added = null;
        }
    }

    public void EndLoad(DateTimeOffset? earliest)
    {
        lock (gate)
        {
            loaded = earliest;
            addedBeforeLoad = null;
        }
    }

    private static DateTimeOffset? Min(DateTimeOffset? a, DateTimeOffset? b) => a is null || b < a ? b ?? a : a;
}
