using System.Diagnostics.CodeAnalysis;

namespace Azure.Data.Tables.Http;

internal static class TableAddress
{
    public const string Tables = "Tables";
    public const string Batch = "$batch";

    public static string OfTable(string table) => $"{Tables}('{Escape(table)}')";

    public static string OfRows(string table) => $"{table}()";

    /// <summary>A row's path. A quote within a key is doubled, and whatever could end the path early is escaped.</summary>
    public static string OfRow(string table, string partitionKey, string rowKey) =>
        $"{table}(PartitionKey='{Escape(partitionKey)}',RowKey='{Escape(rowKey)}')";

    [SuppressMessage("Globalization", "CA1307", Justification = "Ordinal is the default of Replace.")]
    private static string Escape(string key) => Uri.EscapeDataString(key.Replace("'", "''"));
}
