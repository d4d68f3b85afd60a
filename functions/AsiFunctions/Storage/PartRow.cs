using System.Text.Json;
using AsiFunctions.Domain.Cases;
using Azure.Data.Tables;

namespace AsiFunctions.Storage;

/// <summary>The row of a part of a case: <c>part|{id}|{name}</c>. It changes only with its case's row, whose ETag guards it.</summary>
internal static class PartRow
{
    private const string JsonName = "Json";

    public static string KeyOf(CaseId id, string name) => $"part|{id}|{name}";

    public static string RangeOf(CaseId id) => $"part|{id}|";

    /// <exception cref="CaseTooLargeException">The part does not fit into a row.</exception>
    public static TableEntity ToEntity(CaseId id, CasePart part)
    {
        TableEntity row = new(CaseTable.ShardOf(id), KeyOf(id, part.Name));
        string json = JsonSerializer.Serialize(part.Content, part.Content.GetType(), Json.Options);
        return LongText.TryWrite(row, JsonName, json) ? row : throw new CaseTooLargeException(id, json.Length, LongText.MaxLength);
    }

    public static TPart From<TPart>(TableEntity row)
        where TPart : class =>
        JsonSerializer.Deserialize<TPart>(LongText.Read(row, JsonName), Json.Options)
            ?? throw new JsonException($"The part {row.RowKey} is stored as null.");
}
