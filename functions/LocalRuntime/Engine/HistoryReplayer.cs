using Microsoft.DurableTask;
using Microsoft.DurableTask.Converters;
using Microsoft.Extensions.Logging.Abstractions;

namespace AsiFunctions.LocalRuntime.Engine;

/// <summary>Replays an exported history against today's code, for golden-history tests.</summary>
/// <remarks>
/// Stricter than a running engine: it also objects to what the code asks for beyond the history. A running engine would go on with that,
/// as Durable Functions does, but instances that were started by the old code would behave unlike it.
/// </remarks>
public static class HistoryReplayer
{
    /// <summary>Replays against the orchestrator that is registered under the history's name and version.</summary>
    /// <exception cref="HistoryMismatchException">The code decides differently; the message names the first step that differs.</exception>
    /// <exception cref="System.Text.Json.JsonException">The text is no exported history.</exception>
    public static void Replay(DurableTaskRegistry registry, string json, IServiceProvider? services = null, DataConverter? converter = null)
    {
        ArgumentNullException.ThrowIfNull(registry);
        ExportedHistory history = HistoryExport.Parse(json);
        Run(history, () => registry.FindOrchestrator(history.Name, history.Version)?.Invoke(services ?? NoServices.Instance), converter);
    }

    /// <summary>Replays against this orchestrator, whatever it is called.</summary>
    /// <inheritdoc cref="Replay(DurableTaskRegistry, string, IServiceProvider?, DataConverter?)"/>
    public static void Replay(ITaskOrchestrator orchestrator, string json, DataConverter? converter = null) =>
        Run(HistoryExport.Parse(json), () => orchestrator, converter);

    private static void Run(ExportedHistory history, Func<ITaskOrchestrator?> find, DataConverter? converter)
    {
        ParentOrchestrationInstance? parent = history.Parent is { } known ? new(known.Name, known.InstanceId) : null;
        ReplaySettings settings = new(converter ?? JsonDataConverter.Default, NullLoggerFactory.Instance, TimeSpan.MaxValue);
        OrchestrationRun run = new(new OrchestrationTarget(history.InstanceId, history.Name, history.Version, parent), find, settings);
        run.Thread.Run(() =>
        {
            for (int at = 0; at < history.Events.Count; at++)
            {
                Play(run, history, at);
            }

            CheckEnd(run, history);
        });
    }

    private static void Play(OrchestrationRun run, ExportedHistory history, int at)
    {
        HistoryEvent happened = history.Events[at];
        if (happened is StepStarted)
        {
            CheckNothingBeyond(run, history, at);
        }

        run.Play(happened);
        if (run.IsBroken)
        {
            throw new HistoryMismatchException(Where(history, at) + run.Conclude()!.Failure!.Message);
        }
    }

    private static void CheckNothingBeyond(OrchestrationRun run, ExportedHistory history, int at)
    {
        if (run.NewDecisions.FirstOrDefault() is { } beyond)
        {
            string asked = $"the code asked for {DecisionText.Describe(beyond)} at sequence number {beyond.Id}";
            throw new HistoryMismatchException($"{Where(history, at)}{asked}, where the history holds nothing.");
        }
    }

    private static void CheckEnd(OrchestrationRun run, ExportedHistory history)
    {
        int last = history.Events.Count - 1;
        ExecutionEnded? recorded = history.Events[last] as ExecutionEnded;
        CheckNothingBeyond(run, history, last);
        ExecutionEnded? ended = run.Conclude();
        if (ended?.How != recorded?.How)
        {
            string difference = $"{Say("the history", recorded)}, but {Say("the code", ended)}.";
            throw new HistoryMismatchException(Where(history, last) + difference);
        }
    }

    private static string Say(string who, ExecutionEnded? ended) => ended switch
    {
        null => $"{who} goes on",
        { Failure: { } failure } => $"{who} ends as {ended.How} ({failure.Type}: {failure.Message})",
        _ => $"{who} ends as {ended.How}",
    };

    private static string Where(ExportedHistory history, int at)
    {
        string place = $"event {at + 1} of {history.Events.Count} ({history.Events[at].GetType().Name})";
        return $"'{history.Name}' does not follow the history of '{history.InstanceId}' at its {place}: ";
    }

    private sealed class NoServices : IServiceProvider
    {
        public static NoServices Instance { get; } = new();

        public object? GetService(Type serviceType) => null;
    }
}

/// <summary>Code decides otherwise than a recorded history did.</summary>
public sealed class HistoryMismatchException : Exception
{
    /// <inheritdoc/>
    public HistoryMismatchException()
    {
    }

    /// <inheritdoc/>
    public HistoryMismatchException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public HistoryMismatchException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
