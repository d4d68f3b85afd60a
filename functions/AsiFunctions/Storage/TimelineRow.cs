using System.Globalization;
using AsiFunctions.Domain.Cases;
using Azure.Data.Tables;

namespace AsiFunctions.Storage;

/// <summary>One timeline line's row. Inserted, never changed, but for a person's name that is erased.</summary>
internal static class TimelineRow
{
    public static string RangeOf(CaseId id) => $"timeline|{id}|";

    public static TableEntity ToEntity(CaseId id, TimelineLine line)
    {
        TableEntity row = new(CaseTable.ShardOf(id), string.Create(CultureInfo.InvariantCulture, $"timeline|{id}|{line.Number:D6}"))
        {
            ["At"] = line.At,
            ["Version"] = line.Version,
            ["What"] = line.Event.What,
            ["ById"] = line.Event.By.Id,
            ["ByRole"] = line.Event.By.Role.ToString(),
            ["Public"] = line.Event.Public,
        };
        if (line.Event.By.Name is { } name)
        {
            row["ByName"] = name;
        }

        if (line.Event.Reason is { } reason)
        {
            row["Reason"] = reason;
        }

        return row;
    }

    public static TimelineLine From(TableEntity row) => new(
        int.Parse(row.RowKey.AsSpan(row.RowKey.LastIndexOf('|') + 1), NumberStyles.None, CultureInfo.InvariantCulture),
        row.GetDateTimeOffset("At")!.Value,
        row.GetInt32("Version")!.Value,
        new CaseEvent(
            row.Text("What"),
            new Actor(row.Text("ById"), Enum.Parse<Role>(row.Text("ByRole")), row.GetString("ByName")),
            row.GetString("Reason"),
            row.GetBoolean("Public")!.Value));
}
