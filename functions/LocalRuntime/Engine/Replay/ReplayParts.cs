using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace AsiFunctions.LocalRuntime.Engine;

/// <summary>Which orchestration is run.</summary>
internal sealed record OrchestrationTarget(string InstanceId, TaskName Name, string Version, ParentOrchestrationInstance? Parent);

/// <summary>What every run shares.</summary>
/// <param name="Converter">Between values and the history's text.</param>
/// <param name="Loggers">Where replay-safe loggers write.</param>
/// <param name="LongestTimer">A longer durable timer is cut into hops of this length.</param>
internal sealed record ReplaySettings(DataConverter Converter, ILoggerFactory Loggers, TimeSpan LongestTimer);

/// <summary>A call that has no answer yet.</summary>
/// <param name="Name">The activity's or sub-orchestrator's name; empty for a timer.</param>
/// <param name="Answered">Completed with the serialized result.</param>
/// <param name="FireAt">When the timer is due, UTC; null if this is no timer.</param>
internal sealed record OpenCall(string Name, TaskCompletionSource<string?> Answered, DateTime? FireAt);

/// <summary>The next generation, as ContinueAsNew asked for it.</summary>
internal sealed record Continuation(string? Input, string Version, List<EventRaised> Carried);

/// <summary>The history holds one decision where the code made another, or none.</summary>
internal sealed record Mismatch(Decision Recorded, Decision? Asked);

/// <summary>Decisions in words, for error messages.</summary>
internal static class DecisionText
{
    public static bool Same(Decision recorded, Decision asked) => (recorded, asked) switch
    {
        (TaskScheduled r, TaskScheduled a) => SameName(r.Name, a.Name),
        (SubOrchestrationCreated r, SubOrchestrationCreated a) => SameName(r.Name, a.Name),
        (EventSent r, EventSent a) => SameName(r.Name, a.Name),
        (TimerCreated, TimerCreated) => true,
        _ => false,
    };

    public static string Describe(Decision decision) => decision switch
    {
        TaskScheduled t => $"activity '{t.Name}'",
        SubOrchestrationCreated s => $"sub-orchestration '{s.Name}'",
        TimerCreated => "a timer",
        EventSent e => $"event '{e.Name}' to instance '{e.InstanceId}'",
        _ => decision.GetType().Name,
    };

    public static string Describe(Mismatch mismatch)
    {
        string recorded = $"{mismatch.Recorded.GetType().Name} #{mismatch.Recorded.Id}: {Describe(mismatch.Recorded)}";
        string asked = mismatch.Asked is { } other
            ? $"the code asked for {Describe(other)} at sequence number {other.Id}"
            : $"the code has asked for nothing (yet) at sequence number {mismatch.Recorded.Id}";
        return $"the history holds {recorded}, but at this replay {asked}. "
            + "Was the orchestrator's code changed after this instance had started running, or does it depend on something that changes?";
    }

    private static bool SameName(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
