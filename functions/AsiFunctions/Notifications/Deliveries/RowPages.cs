using System.Buffers.Text;
using System.Text;
using AsiFunctions.Http;
using Azure.Data.Tables;

namespace AsiFunctions.Notifications.Deliveries;

/// <summary>Reads ranges of rows in pages. The token is the last row's key, so that what comes or goes meanwhile shifts nothing.</summary>
internal static class RowPages
{
    /// <summary>A page of the rows whose key begins with <paramref name="from"/>.</summary>
    /// <param name="table">The table.</param>
    /// <param name="from">The beginning of the keys, up to the bar.</param>
    /// <param name="only">A further filter; null for all.</param>
    /// <param name="token">Where the page before ended; null for the first.</param>
    /// <param name="size">Rows on a page.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The page; null where the token does not belong to these rows.</returns>
    public static async Task<Page<TableEntity>?> ReadAsync(
        TableClient table, string from, string? only, string? token, int size, CancellationToken cancellation)
    {
        string? after = null;
        if (token is not null && !TryRead(token, from, out after))
        {
            return null;
        }

        string filter = DeliveryRows.Range(from);
        filter = after is null ? filter : $"{filter} and {TableClient.CreateQueryFilter($"RowKey gt {after}")}";
        filter = only is null ? filter : $"{filter} and {only}";
        List<TableEntity> rows = [];
        await foreach (TableEntity row in table.QueryAsync<TableEntity>(filter, size + 1, cancellationToken: cancellation))
        {
            rows.Add(row);
            if (rows.Count > size)
            {
                return new Page<TableEntity>(rows[..size], Base64Url.EncodeToString(Encoding.UTF8.GetBytes(rows[size - 1].RowKey)));
            }
        }

        return new Page<TableEntity>(rows, Next: null);
    }

    private static bool TryRead(string token, string from, out string? after)
    {
        after = Base64Url.IsValid(token) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token)) : null;
        return after?.StartsWith(from, StringComparison.Ordinal) == true;
    }
}
