using System.Globalization;
using System.Text;
using Azure.Data.Tables;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.LocalRuntime.Engine;

/// <summary>Between an instance's row and a table's entity. Long texts are cut over several properties.</summary>
internal static class TableRows
{
    /// <summary>Texts of more characters than this lie in a blob: an entity holds 1 MiB, two bytes a character.</summary>
    public const int LongestText = 400_000;

    // A string property holds 64 KiB.
    private const int PropertyLength = 32_000;
    private const string Notes = "Notes";
    private const string History = "History";

    /// <summary>What a start reads of each living instance.</summary>
    public static string[] LivingColumns { get; } = ["PartitionKey", "RowKey", nameof(InstanceRow.Due), nameof(InstanceRow.Work)];

    /// <summary>What a list of instances reads without inputs and outputs.</summary>
    public static string[] ListColumns { get; } =
    [
        "PartitionKey", "RowKey", nameof(InstanceRow.Name), nameof(InstanceRow.Version), nameof(InstanceRow.Status),
        nameof(InstanceRow.Created), nameof(InstanceRow.Updated), nameof(InstanceRow.ExecutionId),
    ];

    /// <param name="row">The row.</param>
    /// <param name="partition">Its shard.</param>
    /// <param name="blob">Where its texts lie, if not in the entity.</param>
    public static TableEntity ToEntity(InstanceRow row, string partition, string? blob)
    {
        TableEntity entity = new(partition, RowKeys.Key(row.Id))
        {
            [nameof(InstanceRow.Name)] = row.Name,
            [nameof(InstanceRow.Version)] = row.Version,
            [nameof(InstanceRow.Status)] = (int)row.Status,
            [nameof(InstanceRow.Created)] = new DateTimeOffset(row.Created),
            [nameof(InstanceRow.Updated)] = new DateTimeOffset(row.Updated),
            [nameof(InstanceRow.ExecutionId)] = row.ExecutionId,
            ["Live"] = !row.Finished || row.Work,
            [nameof(InstanceRow.Work)] = row.Work,
        };
        if (row.Due is { } due)
        {
            entity[nameof(InstanceRow.Due)] = new DateTimeOffset(due);
        }

        if (blob is not null)
        {
            entity["Blob"] = blob;
            return entity;
        }

        Cut(entity, Notes, row.Notes!);
        Cut(entity, History, row.History!);
        return entity;
    }

    public static InstanceRow ToRow(TableEntity entity, bool withTexts) => new()
    {
        Id = RowKeys.Id(entity.RowKey),
        Name = entity.GetString(nameof(InstanceRow.Name))!,
        Version = entity.GetString(nameof(InstanceRow.Version))!,
        Status = (OrchestrationRuntimeStatus)entity.GetInt32(nameof(InstanceRow.Status))!.Value,
        Created = entity.GetDateTimeOffset(nameof(InstanceRow.Created))!.Value.UtcDateTime,
        Updated = entity.GetDateTimeOffset(nameof(InstanceRow.Updated))!.Value.UtcDateTime,
        ExecutionId = entity.GetString(nameof(InstanceRow.ExecutionId))!,
        Due = Due(entity),
        Work = entity.GetBoolean(nameof(InstanceRow.Work)) ?? false,
        Notes = withTexts ? Join(entity, Notes) : null,
        History = withTexts ? Join(entity, History) : null,
    };

    public static DateTime? Due(TableEntity entity) => entity.GetDateTimeOffset(nameof(InstanceRow.Due))?.UtcDateTime;

    /// <summary>Where the texts lie, if not in the entity.</summary>
    public static string? Blob(TableEntity entity) => entity.GetString("Blob");

    /// <summary>A filter for <paramref name="query"/>; always excludes the fences, which have no status.</summary>
    public static string Filter(OrchestrationQuery query)
    {
        List<string> all = [];
        OrchestrationRuntimeStatus[] statuses = query.Statuses?.ToArray() ?? [];
        all.Add(statuses.Length == 0
            ? "Status ge 0"
            : "(" + string.Join(" or ", statuses.Select(s => string.Create(CultureInfo.InvariantCulture, $"Status eq {(int)s}"))) + ")");
        if (query.CreatedFrom is { } from)
        {
            all.Add($"Created ge {Time(from)}");
        }

        if (query.CreatedTo is { } to)
        {
            all.Add($"Created le {Time(to)}");
        }

        if (!string.IsNullOrEmpty(query.InstanceIdPrefix))
        {
            string prefix = RowKeys.Key(query.InstanceIdPrefix);
            string after = prefix[..^1] + (char)(prefix[^1] + 1);
            all.Add($"RowKey ge '{prefix}' and RowKey lt '{after}'");
        }

        return string.Join(" and ", all);
    }

    private static string Time(DateTimeOffset time) => $"datetime'{time.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffffffZ}'";

    private static void Cut(TableEntity entity, string name, string text)
    {
        int part = 0;
        for (int at = 0; at < text.Length || part == 0; part++)
        {
            int length = Math.Min(PropertyLength, text.Length - at);
            if (length > 0 && char.IsHighSurrogate(text[at + length - 1]))
            {
                length--;
            }

            entity[Part(name, part)] = text.Substring(at, length);
            at += length;
        }
    }

    private static string Join(TableEntity entity, string name)
    {
        string first = entity.GetString(Part(name, 0)) ?? "";
        if (entity.GetString(Part(name, 1)) is not { } second)
        {
            return first;
        }

        StringBuilder text = new StringBuilder(first).Append(second);
        for (int part = 2; entity.GetString(Part(name, part)) is { } more; part++)
        {
            text.Append(more);
        }

        return text.ToString();
    }

    private static string Part(string name, int part) => part == 0 ? name : name + part.ToString(CultureInfo.InvariantCulture);
}
