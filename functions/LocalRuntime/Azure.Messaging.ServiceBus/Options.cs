namespace Azure.Messaging.ServiceBus;

public class ServiceBusClientOptions
{
    public string? Identifier { get; set; }
}

public class ServiceBusSenderOptions
{
    public string? Identifier { get; set; }
}

public class ServiceBusReceiverOptions
{
    public ServiceBusReceiveMode ReceiveMode { get; set; }

    public SubQueue SubQueue { get; set; }

    /// <summary>Taken and ignored: nothing is fetched ahead on one machine.</summary>
    public int PrefetchCount { get; set; }

    public string? Identifier { get; set; }
}

public class ServiceBusProcessorOptions
{
    public ServiceBusReceiveMode ReceiveMode { get; set; }

    public SubQueue SubQueue { get; set; }

    /// <summary>How long a handler may run before its lock is no longer renewed; zero turns renewal off.</summary>
    public TimeSpan MaxAutoLockRenewalDuration { get; set; } = TimeSpan.FromMinutes(5);

    public bool AutoCompleteMessages { get; set; } = true;

    public int MaxConcurrentCalls
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    }
        = 1;

    /// <summary>Taken and ignored: nothing is fetched ahead on one machine.</summary>
    public int PrefetchCount { get; set; }

    public string? Identifier { get; set; }
}

public class CreateMessageBatchOptions
{
    public long? MaxSizeInBytes { get; set; }
}
