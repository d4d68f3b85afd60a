using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;

namespace AsiFunctions.Notifications.Deliveries;

/// <summary>An address that is written to no more.</summary>
/// <param name="Hash">SHA-256 of the address, 64 hexadecimal digits.</param>
/// <param name="Reason">Why, in the words of whoever put it there.</param>
/// <param name="By">The account that put it there.</param>
/// <param name="At">When.</param>
public sealed record Suppression(string Hash, string Reason, string By, DateTimeOffset At);

/// <summary>Addresses that bounced, kept as hashes.</summary>
public sealed class SuppressionList(TableServiceClient tables)
{
    private readonly TableClient table = tables.GetTableClient(DeliveryLedger.TableName);

    /// <summary>The hash by which an address is known here; capitals and blanks around it do not matter.</summary>
    public static string HashOf(string address) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address.Trim().ToLowerInvariant())));

    /// <summary>True where the address is written to no more.</summary>
    public async Task<bool> HasAsync(string address, CancellationToken cancellation) =>
        (await table.GetEntityIfExistsAsync<TableEntity>(DeliveryRows.Partition, Key(HashOf(address)), ["RowKey"], cancellation)).HasValue;

    /// <summary>Puts an address on the list, or replaces what stood there about it.</summary>
    public async Task AddAsync(Suppression suppression, CancellationToken cancellation) => await table.UpsertEntityAsync(
        new TableEntity(DeliveryRows.Partition, Key(suppression.Hash))
        {
            ["Reason"] = suppression.Reason,
            ["By"] = suppression.By,
            ["At"] = suppression.At,
        },
        TableUpdateMode.Replace,
        cancellation);

    /// <summary>Takes an address off the list.</summary>
    /// <returns>False where it did not stand there.</returns>
    public async Task<bool> RemoveAsync(string hash, CancellationToken cancellation)
    {
        bool stood = (await table.GetEntityIfExistsAsync<TableEntity>(DeliveryRows.Partition, Key(hash), ["RowKey"], cancellation)).HasValue;
        await table.DeleteEntityAsync(DeliveryRows.Partition, Key(hash), ETag.All, cancellation);
        return stood;
    }

    /// <summary>A page of the list, by hash.</summary>
    /// <returns>Null where the token does not belong to this list.</returns>
    public async Task<Http.Page<Suppression>?> ListAsync(string? token, int size, CancellationToken cancellation) =>
        await RowPages.ReadAsync(table, DeliveryRows.SuppressedFrom, only: null, token, size, cancellation) is { } page
            ? new Http.Page<Suppression>([.. page.Items.Select(Read)], page.Next)
            : null;

    private static Suppression Read(TableEntity row) => new(
        row.RowKey[DeliveryRows.SuppressedFrom.Length..], row.GetString("Reason")!, row.GetString("By")!, row.GetDateTimeOffset("At")!.Value);

    private static string Key(string hash) => DeliveryRows.SuppressedFrom + hash;
}
