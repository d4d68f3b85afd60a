using Microsoft.DurableTask;
using Microsoft.DurableTask.Converters;

namespace AsiFunctions.LocalRuntime.Engine;

/// <summary>How the engine runs. The defaults suit one machine.</summary>
public sealed record EngineOptions
{
    /// <summary>The task hub: 3 to 45 letters and digits, a letter first. Tables and containers are named after it.</summary>
    public string HubName { get; init; } = "Local";

    /// <summary>The version of orchestrations that are started without one; empty for none. An instance keeps its version for life.</summary>
    public string DefaultVersion { get; init; } = "";

    /// <summary>Activities that run at the same time; 1 or more.</summary>
    public int MaxConcurrentActivities { get; init; } = 10 * Environment.ProcessorCount;

    /// <summary>Orchestrators whose code runs at the same time; 1 or more.</summary>
    public int MaxConcurrentOrchestrators { get; init; } = 2 * Environment.ProcessorCount;

    /// <summary>Table partitions that instances are spread over, 1 to 100. Fixed for the life of a hub.</summary>
    public int Shards { get; init; } = 16;

    /// <summary>Shards that write to storage at the same time; 1 or more.</summary>
    public int MaxConcurrentWrites { get; init; } = 8;

    /// <summary>
    /// A longer durable timer is cut into hops of this length, each with its two events in the history. Without end by default;
    /// the real worker uses 3 days, for tests that count events.
    /// </summary>
    public TimeSpan MaximumTimerInterval { get; init; } = TimeSpan.MaxValue;

    /// <summary>How long the lease on the hub lasts without renewal, 15 to 60 seconds of real time.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Between the values of orchestrators and activities and the text in histories.</summary>
    public DataConverter DataConverter { get; init; } = JsonDataConverter.Default;

    /// <summary>
    /// Told the instance's id and the history, as readable JSON, of each generation that ends: what golden-history tests record. Told before
    /// the step is stored, and again where it has to be repeated; null in use.
    /// </summary>
    public Action<string, string>? GenerationEnded { get; init; }

    /// <summary>Called at named points of a step, with the instance's id, so that tests can end the process there; null in use.</summary>
    internal Action<FaultPoint, string>? Faults { get; init; }
}

/// <summary>Where a test may end the process.</summary>
internal enum FaultPoint
{
    /// <summary>The step is decided, nothing is stored.</summary>
    BeforeCommit,

    /// <summary>The step is stored, nothing of it has been started or answered.</summary>
    AfterCommit,

    /// <summary>An activity's code is about to run.</summary>
    BeforeActivity,

    /// <summary>An activity's code has run, its answer is not stored.</summary>
    AfterActivity,

    /// <summary>A message to another instance is about to be delivered.</summary>
    BeforeDelivery,

    /// <summary>A message is stored with its receiver, which the sender's row does not know yet.</summary>
    AfterDelivery,
}
