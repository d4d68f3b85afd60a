using System.Text.Json.Serialization;

namespace AsiFunctions.LocalRuntime.Engine;

/// <summary>One thing that an orchestration decided or learned. Replaying them in order leads to the same place again.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(StepStarted), nameof(StepStarted))]
[JsonDerivedType(typeof(ExecutionStarted), nameof(ExecutionStarted))]
[JsonDerivedType(typeof(TaskScheduled), nameof(TaskScheduled))]
[JsonDerivedType(typeof(TaskCompleted), nameof(TaskCompleted))]
[JsonDerivedType(typeof(TaskFailed), nameof(TaskFailed))]
[JsonDerivedType(typeof(SubOrchestrationCreated), nameof(SubOrchestrationCreated))]
[JsonDerivedType(typeof(SubOrchestrationCompleted), nameof(SubOrchestrationCompleted))]
[JsonDerivedType(typeof(SubOrchestrationFailed), nameof(SubOrchestrationFailed))]
[JsonDerivedType(typeof(TimerCreated), nameof(TimerCreated))]
[JsonDerivedType(typeof(TimerFired), nameof(TimerFired))]
[JsonDerivedType(typeof(EventRaised), nameof(EventRaised))]
[JsonDerivedType(typeof(EventSent), nameof(EventSent))]
[JsonDerivedType(typeof(ExecutionSuspended), nameof(ExecutionSuspended))]
[JsonDerivedType(typeof(ExecutionResumed), nameof(ExecutionResumed))]
[JsonDerivedType(typeof(ExecutionTerminated), nameof(ExecutionTerminated))]
[JsonDerivedType(typeof(ExecutionEnded), nameof(ExecutionEnded))]
internal abstract record HistoryEvent;

/// <summary>What orchestrator code asked for; <see cref="Id"/> is its place in the order of asking, from 0.</summary>
internal abstract record Decision(int Id) : HistoryEvent;

/// <summary>What answers a decision.</summary>
internal abstract record Answer(int TaskId) : HistoryEvent;

/// <summary>A batch of events is played; until the next batch this is the orchestrator's time, UTC.</summary>
internal sealed record StepStarted(DateTime Time) : HistoryEvent;

/// <summary>The generation begins: orchestrator code is called with this input (serialized).</summary>
internal sealed record ExecutionStarted(string Name, string Version, string? Input) : HistoryEvent;

internal sealed record TaskScheduled(int Id, string Name, string Version, string? Input) : Decision(Id);

internal sealed record TaskCompleted(int TaskId, string? Result) : Answer(TaskId);

internal sealed record TaskFailed(int TaskId, Failure Failure) : Answer(TaskId);

internal sealed record SubOrchestrationCreated(int Id, string Name, string Version, string InstanceId, string? Input) : Decision(Id);

internal sealed record SubOrchestrationCompleted(int TaskId, string? Result) : Answer(TaskId);

internal sealed record SubOrchestrationFailed(int TaskId, Failure Failure) : Answer(TaskId);

internal sealed record TimerCreated(int Id, DateTime FireAt) : Decision(Id);

internal sealed record TimerFired(int TaskId) : Answer(TaskId);

internal sealed record EventRaised(string Name, string? Input) : HistoryEvent;

internal sealed record EventSent(int Id, string InstanceId, string Name, string? Input) : Decision(Id);

internal sealed record ExecutionSuspended(string? Reason) : HistoryEvent;

internal sealed record ExecutionResumed(string? Reason) : HistoryEvent;

/// <param name="Output">The instance's output from now on (serialized).</param>
/// <param name="Recursive">Whether open sub-orchestrations are terminated too.</param>
internal sealed record ExecutionTerminated(string? Output, bool Recursive) : HistoryEvent;

/// <summary>The generation is over; nothing follows.</summary>
/// <param name="How">How it ended.</param>
/// <param name="Result">The output, or the next generation's input (serialized).</param>
/// <param name="Failure">What it failed with; null if it did not.</param>
internal sealed record ExecutionEnded(ExecutionEnd How, string? Result, Failure? Failure) : HistoryEvent;

/// <summary>How a generation ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ExecutionEnd>))]
internal enum ExecutionEnd
{
    Completed,
    Failed,
    Terminated,
    ContinuedAsNew,
}
