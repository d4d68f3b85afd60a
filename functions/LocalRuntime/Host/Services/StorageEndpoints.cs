using System.Data.Common;

namespace AsiFunctions.LocalRuntime.Host.Services;

/// <summary>The ports of the development storage on this machine.</summary>
internal sealed record StorageEndpoints(int BlobPort, int QueuePort, int TablePort)
{
    private const string DevelopmentAccount = "devstoreaccount1";

    /// <returns>Null if the connection string means another storage, which is nobody's to start.</returns>
    /// <exception cref="HostStartException">It is no connection string.</exception>
    public static StorageEndpoints? Find(string connectionString)
    {
        DbConnectionStringBuilder parts;
        try
        {
            parts = new DbConnectionStringBuilder { ConnectionString = connectionString };
        }
        catch (ArgumentException exception)
        {
            throw new HostStartException(
                "The setting AzureWebJobsStorage is not a connection string. On one machine it is UseDevelopmentStorage=true.", exception);
        }

        if (Text(parts, "UseDevelopmentStorage")?.Equals("true", StringComparison.OrdinalIgnoreCase) == true)
        {
            return new StorageEndpoints(10000, 10001, 10002);
        }

        bool local = Text(parts, "AccountName") == DevelopmentAccount;
        return local
            && Port(parts, "BlobEndpoint") is { } blob
            && Port(parts, "QueueEndpoint") is { } queue
            && Port(parts, "TableEndpoint") is { } table
            ? new StorageEndpoints(blob, queue, table)
            : null;
    }

    private static int? Port(DbConnectionStringBuilder parts, string name) =>
        Uri.TryCreate(Text(parts, name), UriKind.Absolute, out Uri? address) && address.IsLoopback ? address.Port : null;

    private static string? Text(DbConnectionStringBuilder parts, string name) => parts.TryGetValue(name, out object? value) ? value as string : null;
}
