using Microsoft.DurableTask.Client;

namespace AsiFunctions.LocalRuntime.Engine;

/// <summary>An instance as it is stored: a few columns to ask for, and two texts.</summary>
internal sealed record InstanceRow
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Version { get; init; }

    public required OrchestrationRuntimeStatus Status { get; init; }

    /// <summary>Business time, UTC.</summary>
    public required DateTime Created { get; init; }

    /// <summary>Business time of the last step, UTC.</summary>
    public required DateTime Updated { get; init; }

    /// <summary>The current generation's execution.</summary>
    public required string ExecutionId { get; init; }

    /// <summary>When the engine must look at the instance without being asked, UTC; null for never.</summary>
    public DateTime? Due { get; init; }

    /// <summary>Something is under way that a restart must take up: activities, messages, events not yet played.</summary>
    public bool Work { get; init; }

    /// <summary><see cref="InstanceNotes"/> as JSON; null where only columns were read.</summary>
    public string? Notes { get; init; }

    /// <summary>The current generation's events, one JSON object a line; null where only columns were read.</summary>
    public string? History { get; init; }

    public bool Finished =>
        Status is OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated;
}

/// <summary>What a row keeps beside columns and history.</summary>
internal sealed record InstanceNotes
{
    public string? Output { get; init; }

    public string? CustomStatus { get; init; }

    public Failure? Failure { get; init; }

    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    public ParentLink? Parent { get; init; }

    public DateTime? StartAt { get; init; }

    public IReadOnlyList<HistoryEvent>? Inbox { get; init; }

    public IReadOnlyList<OutMessage>? Outbox { get; init; }

    public long LastSeq { get; init; }

    /// <summary>By sender, the number of the last event taken from it.</summary>
    public IReadOnlyDictionary<string, long>? Taken { get; init; }
}
