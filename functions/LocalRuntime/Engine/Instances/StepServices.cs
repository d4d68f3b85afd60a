using Microsoft.DurableTask;

namespace AsiFunctions.LocalRuntime.Engine;

/// <summary>What a step needs of the engine.</summary>
/// <param name="Find">The code of an orchestrator; null if none is registered under the name and version.</param>
/// <param name="Settings">What all runs share.</param>
/// <param name="OnIllegalAwait">Told the instance and execution whose code came back from a foreign await after its step.</param>
/// <param name="OnGenerationEnded">Told the instance and the history of a generation that ended; null where nobody wants to know.</param>
internal sealed record StepServices(
    Func<TaskName, string, ITaskOrchestrator?> Find,
    ReplaySettings Settings,
    Action<string, string> OnIllegalAwait,
    Action<string, string>? OnGenerationEnded = null);

/// <summary>What is to be done once a step is stored.</summary>
internal sealed class StepResult
{
    /// <summary>Whether anything changed that must be stored.</summary>
    public bool Write { get; set; }

    /// <summary>The row is to be deleted.</summary>
    public bool Delete { get; set; }

    /// <summary>There is more to play than one step should; come again.</summary>
    public bool Again { get; set; }

    /// <summary>Activities to start.</summary>
    public List<(string ExecutionId, TaskScheduled Activity)> Activities { get; } = [];

    /// <summary>Messages to deliver.</summary>
    public List<OutMessage> Messages { get; } = [];

    /// <summary>Mail that was refused, and why; the rest was taken.</summary>
    public Dictionary<Mail, Exception> Refused { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>Mail that must wait for a later step.</summary>
    public List<Mail> Deferred { get; } = [];
}
