using System.Globalization;
using System.Text.Json;
using AsiFunctions.Domain.Cases;
using Azure;
using Azure.Data.Tables;

namespace AsiFunctions.Storage;

/// <summary>An outbox entry's row.</summary>
/// <param name="Entry">What has to leave.</param>
/// <param name="Attempts">How often it failed.</param>
/// <param name="NextAt">Before then it is not tried again; null when it never failed.</param>
/// <param name="LastError">The type of the last failure; never its text, which could hold personal data.</param>
public sealed record OutboxRow(OutboxEntry Entry, int Attempts = 0, DateTimeOffset? NextAt = null, string? LastError = null)
{
    /// <summary>The row's version in the table; unset for an entry that comes straight from its commit.</summary>
    internal ETag ETag { get; init; }

    internal const string Prefix = "outbox|";

    /// <summary>A wake-up has one row for each case, whatever the number of decisions: the case is looked at once.</summary>
    internal string Key => Entry.Kind == OutboxKinds.Wake
        ? WakeKey(Entry.CaseId)
        : $"{Prefix}{Entry.Kind}|{Entry.Id}";

    internal static string WakeKey(CaseId id) => $"{Prefix}{OutboxKinds.Wake}|{id}";

    /// <summary>Sorts as the decisions were taken: <c>{caseId}-{version}-{i}</c> with leading zeros.</summary>
    internal static string EntryId(CaseId id, int version, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{id}-{version:D6}-{number:D3}");

    internal TableEntity ToEntity() => new(CaseTable.ShardOf(Entry.CaseId), Key)
    {
        ["Id"] = Entry.Id,
        ["Case"] = Entry.CaseId.Value,
        ["Version"] = Entry.Version,
        ["At"] = Entry.At,
        ["Payload"] = Entry.Payload.GetRawText(),
    };

    internal static OutboxRow From(TableEntity row) => new(
        new OutboxEntry(
            row.Text("Id"),
            CaseId.Parse(row.Text("Case")),
            row.GetInt32("Version")!.Value,
            row.RowKey.Split('|')[1],
            JsonElement.Parse(row.Text("Payload")),
            row.GetDateTimeOffset("At")!.Value),
        row.GetInt32("Attempts") ?? 0,
        row.GetDateTimeOffset("NextAt"),
        row.GetString("LastError"))
    {
        ETag = row.ETag,
    };
}
