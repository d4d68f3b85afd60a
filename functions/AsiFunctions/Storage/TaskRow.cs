using System.Text.Json;
using Azure.Data.Tables;

namespace AsiFunctions.Storage;

/// <summary>
/// The queues' copy of a task; the truth about the open one is in its case's row. Open and ended tasks have ranges of their own,
/// so that a queue costs what is open and not what ever was.
/// </summary>
internal static class TaskRow
{
    public const string OpenPrefix = "task|";
    public const string DonePrefix = "done|";

    private const string Content = "Task";

    public static string OpenKey(string taskId) => OpenPrefix + taskId;

    public static string DoneKey(string taskId) => DonePrefix + taskId;

    /// <summary>The columns beside the JSON are what the service filters by.</summary>
    public static TableEntity ToEntity(CaseTask task)
    {
        TableEntity row = new(CaseTable.ShardOf(task.CaseId), task.Outcome is null ? OpenKey(task.Id) : DoneKey(task.Id))
        {
            ["Role"] = task.Role.ToString(),
            ["Kind"] = task.Kind,
            [Content] = JsonSerializer.Serialize(task, Json.Options),
        };
        if (task.Organisation is { } organisation)
        {
            row["Organisation"] = organisation.Value;
        }

        if (task.Claim is { } claim)
        {
            row["Assignee"] = claim.By.Id;
        }

        if (task.Outcome is { } outcome)
        {
            row["EndedAt"] = outcome.At;
        }

        return row;
    }

    public static CaseTask From(TableEntity row) => JsonSerializer.Deserialize<CaseTask>(row.Text(Content), Json.Options)!;
}
