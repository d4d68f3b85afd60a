using AsiFunctions.Tests.Support;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace AsiFunctions.Tests.Storage;

/// <summary>For tests that count all there is: an Azurite without what the test before left, in a fraction of the time that a new one takes to start.</summary>
internal static class EmptyAzurite
{
    /// <summary>Deletes all tables and all blobs.</summary>
    public static async Task EmptyAsync(this AzuriteFixture azurite)
    {
        TableServiceClient tables = new(azurite.ConnectionString);
        await foreach (TableItem table in tables.QueryAsync())
        {
            await tables.DeleteTableAsync(table.Name);
        }

        BlobServiceClient blobs = new(azurite.ConnectionString);
        await foreach (BlobContainerItem container in blobs.GetBlobContainersAsync())
        {
            await blobs.DeleteBlobContainerAsync(container.Name);
        }
    }
}
