using System.Collections.Concurrent;

namespace AsiFunctions.LocalRuntime.HostSample;

/// <summary>What happened, in order, for tests to read; and gates at which functions wait for them.</summary>
public sealed class Journal
{
    private readonly ConcurrentQueue<string> lines = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> gates = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> seen = new();

    public IReadOnlyCollection<string> Lines => lines;

    public void Add(string line)
    {
        lines.Enqueue(line);
        Signal(seen, line).TrySetResult();
    }

    /// <summary>Returns when the line has been written.</summary>
    public Task Seen(string line) => lines.Contains(line) ? Task.CompletedTask : Signal(seen, line).Task;

    /// <summary>Returns when the test opens the gate.</summary>
    public Task Gate(string name) => Signal(gates, name).Task;

    public void Open(string name) => Signal(gates, name).TrySetResult();

    private static TaskCompletionSource Signal(ConcurrentDictionary<string, TaskCompletionSource> signals, string name) =>
        signals.GetOrAdd(name, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}

/// <summary>One for each invocation.</summary>
public sealed class Visit
{
    public Guid Id { get; } = Guid.NewGuid();
}
