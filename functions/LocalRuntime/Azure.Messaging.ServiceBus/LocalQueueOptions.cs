namespace AsiFunctions.LocalRuntime.ServiceBus;

/// <summary>What a queue is told on Azure when it is created. Here queues come into being at first use, with these settings.</summary>
public sealed record LocalQueueOptions
{
    /// <summary>How often a message is delivered before it goes to the dead-letter queue; 1 or more. The real default.</summary>
    public int MaxDeliveryCount { get; init; } = 10;

    /// <summary>How long a received message is locked, in real time; up to 5 minutes on Azure. The real default.</summary>
    public TimeSpan LockDuration { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether a second message with the same MessageId is dropped. On Azure this is off unless the queue was created with it.</summary>
    public bool RequiresDuplicateDetection { get; init; } = true;

    /// <summary>How long a MessageId is remembered, in business time; 20 seconds to 7 days on Azure. The real default.</summary>
    public TimeSpan DuplicateDetectionHistoryTimeWindow { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Whether a message whose time to live has passed goes to the dead-letter queue; else it is gone. The real default.</summary>
    public bool DeadLetteringOnMessageExpiration { get; init; }
}
