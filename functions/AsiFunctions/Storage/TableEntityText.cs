using Azure.Data.Tables;

namespace AsiFunctions.Storage;

/// <summary>Reads columns that every row of a kind has.</summary>
internal static class TableEntityText
{
    /// <exception cref="InvalidDataException">The row lacks the column: it was not written by this app.</exception>
    public static string Text(this TableEntity row, string column) => row.GetString(column)
        ?? throw new InvalidDataException($"The row {row.RowKey} of partition {row.PartitionKey} has no column {column}.");
}
