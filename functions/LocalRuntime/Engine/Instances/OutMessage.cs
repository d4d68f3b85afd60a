using System.Text.Json.Serialization;

namespace AsiFunctions.LocalRuntime.Engine;

/// <summary>
/// What one instance has to tell another. Kept in the sender's row from the step that decided it until the receiver's
/// row holds its effect; delivered again after a restart, applied once.
/// </summary>
/// <param name="Seq">Number within the sender's row, rising for ever.</param>
/// <param name="Target">The receiving instance.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "message")]
[JsonDerivedType(typeof(StartChild), nameof(StartChild))]
[JsonDerivedType(typeof(ChildEnded), nameof(ChildEnded))]
[JsonDerivedType(typeof(SendEvent), nameof(SendEvent))]
[JsonDerivedType(typeof(TerminateChild), nameof(TerminateChild))]
internal abstract record OutMessage(long Seq, string Target);

/// <summary>A sub-orchestration begins. The receiver knows a repetition by the parent's execution and task.</summary>
internal sealed record StartChild(long Seq, string Target, string Name, string Version, string? Input, ParentLink Parent) : OutMessage(Seq, Target);

/// <summary>A sub-orchestration has ended. The parent knows a repetition by its history: a task is answered once.</summary>
internal sealed record ChildEnded(long Seq, string Target, string ExecutionId, int TaskId, string? Result, Failure? Failure) : OutMessage(
    Seq, Target);

/// <summary>An external event. The receiver knows a repetition by the sender and the number.</summary>
internal sealed record SendEvent(long Seq, string Target, string Name, string? Input) : OutMessage(Seq, Target);

/// <summary>The parent was terminated with all below it.</summary>
internal sealed record TerminateChild(long Seq, string Target, string ExecutionId, int TaskId, string? Output) : OutMessage(Seq, Target);

/// <summary>Who waits for a sub-orchestration: which task of which execution of which instance.</summary>
internal sealed record ParentLink(string InstanceId, string Name, string ExecutionId, int TaskId);
