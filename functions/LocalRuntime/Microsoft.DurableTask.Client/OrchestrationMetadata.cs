using System.Collections.Immutable;
using System.Text;

namespace Microsoft.DurableTask.Client;

/// <summary>An instance as it stood when it was fetched. Input, output and custom status are there only if they were asked for.</summary>
public sealed class OrchestrationMetadata(string name, string instanceId)
{
    private const int ShownPayload = 50;

    public string Name { get; } = name;

    public string InstanceId { get; } = instanceId;

    public DataConverter? DataConverter { get; init; }

    public OrchestrationRuntimeStatus RuntimeStatus { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset LastUpdatedAt { get; init; }

    public string? SerializedInput { get; init; }

    public string? SerializedOutput { get; init; }

    public string? SerializedCustomStatus { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;

    public TaskFailureDetails? FailureDetails { get; init; }

    public bool IsRunning => RuntimeStatus == OrchestrationRuntimeStatus.Running;

    public bool IsCompleted =>
        RuntimeStatus is OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated;

    /// <exception cref="InvalidOperationException">The instance was fetched without inputs and outputs.</exception>
    public T? ReadInputAs<T>() => Read<T>(SerializedInput, nameof(ReadInputAs));

    /// <exception cref="InvalidOperationException">The instance was fetched without inputs and outputs.</exception>
    public T? ReadOutputAs<T>() => Read<T>(SerializedOutput, nameof(ReadOutputAs));

    /// <exception cref="InvalidOperationException">The instance was fetched without inputs and outputs.</exception>
    public T? ReadCustomStatusAs<T>() => Read<T>(SerializedCustomStatus, nameof(ReadCustomStatusAs));

    public override string ToString()
    {
        StringBuilder text = new(
            $"[Name: '{Name}', ID: '{InstanceId}', RuntimeStatus: {RuntimeStatus}, CreatedAt: {CreatedAt:s}, LastUpdatedAt: {LastUpdatedAt:s}");
        Show(text, "Input", SerializedInput);
        Show(text, "Output", SerializedOutput);
        if (FailureDetails is { } failure)
        {
            Show(text, "FailureDetails", $"{failure.ErrorType} - {failure.ErrorMessage}");
        }

        return text.Append(']').ToString();
    }

    private static void Show(StringBuilder text, string label, string? payload)
    {
        if (payload is not null)
        {
            string shown = payload.Length > ShownPayload ? payload[..ShownPayload] + "..." : payload;
            text.Append(", ").Append(label).Append(": '").Append(shown).Append('\'');
        }
    }

    private T? Read<T>(string? data, string method) => DataConverter is { } converter
        ? converter.Deserialize<T>(data)
        : throw new InvalidOperationException($"{method} needs an {nameof(OrchestrationMetadata)} that was fetched with inputs and outputs.");
}
