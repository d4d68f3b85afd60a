using System.Text.Json;

namespace AsiFunctions.LocalRuntime.Engine;

/// <summary>
/// A generation's history for people, version control and tests. It holds inputs and outputs: ids only, if the app keeps its rules.
/// </summary>
internal static class HistoryExport
{
    public static string ToJson(InstanceRow row)
    {
        InstanceNotes notes = InstanceText.ReadNotes(row);
        ExportedParent? parent = notes.Parent is { } known ? new ExportedParent(known.Name, known.InstanceId) : null;
        return ToJson(row.Id, row.Name, row.Version, parent, [.. InstanceText.ReadHistory(row.History!)]);
    }

    public static string ToJson(string instanceId, string name, string version, ExportedParent? parent, IReadOnlyList<HistoryEvent> events) =>
        JsonSerializer.Serialize(
            new ExportedHistory { InstanceId = instanceId, Name = name, Version = version, Parent = parent, Events = events },
            HistoryJson.Readable.ExportedHistory) + "\n";

    /// <exception cref="JsonException">The text is no exported history.</exception>
    public static ExportedHistory Parse(string json) => JsonSerializer.Deserialize(json, HistoryJson.Readable.ExportedHistory)
        ?? throw new JsonException("The text is no exported history.");
}

/// <summary>What an export holds.</summary>
internal sealed record ExportedHistory
{
    public required string InstanceId { get; init; }

    public required string Name { get; init; }

    public required string Version { get; init; }

    public ExportedParent? Parent { get; init; }

    public required IReadOnlyList<HistoryEvent> Events { get; init; }
}

/// <summary>The parent of a sub-orchestration, as its code sees it.</summary>
internal sealed record ExportedParent(string Name, string InstanceId);
