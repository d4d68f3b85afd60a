using System.Collections.Immutable;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.LocalRuntime.Engine;

/// <summary>A row as the client's callers see it.</summary>
internal static class Metadata
{
    /// <param name="row">The row.</param>
    /// <param name="converter">Given if input, output and custom status were asked for; then the row has its texts.</param>
    public static OrchestrationMetadata From(InstanceRow row, DataConverter? converter)
    {
        InstanceNotes? notes = row.Notes is null ? null : InstanceText.ReadNotes(row);
        OrchestrationMetadata metadata = new(row.Name, row.Id)
        {
            RuntimeStatus = row.Status,
            CreatedAt = new DateTimeOffset(row.Created),
            LastUpdatedAt = new DateTimeOffset(row.Updated),
            Tags = notes?.Tags ?? ImmutableDictionary<string, string>.Empty,
        };
        if (converter is null || notes is null)
        {
            return metadata;
        }

        return new OrchestrationMetadata(row.Name, row.Id)
        {
            RuntimeStatus = metadata.RuntimeStatus,
            CreatedAt = metadata.CreatedAt,
            LastUpdatedAt = metadata.LastUpdatedAt,
            Tags = metadata.Tags,
            DataConverter = converter,
            SerializedInput = Input(row, notes),
            SerializedOutput = notes.Output,
            SerializedCustomStatus = notes.CustomStatus,
            FailureDetails = notes.Failure?.ToDetails(),
        };
    }

    private static string? Input(InstanceRow row, InstanceNotes notes) =>
        InstanceText.ReadHistory(row.History!).Take(2).Concat(notes.Inbox ?? []).OfType<ExecutionStarted>().FirstOrDefault()?.Input;
}
