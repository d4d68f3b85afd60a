using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace AsiFunctions.LocalRuntime.Host.Storage;

/// <summary>What the host itself remembers over a restart, as small JSON blobs of one container: the clock, the timers, the signing key.</summary>
internal sealed class LocalStore
{
    private const string Container = "local-runtime";

    private readonly BlobContainerClient container;

    public LocalStore(string connectionString)
    {
        BlobClientOptions options = new();
        options.Retry.MaxRetries = 3;
        options.Retry.Delay = TimeSpan.FromMilliseconds(200);
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(10);
        container = new BlobContainerClient(connectionString, Container, options);
    }

    /// <exception cref="HostStartException">The storage does not answer.</exception>
    public async Task OpenAsync(CancellationToken cancellation)
    {
        try
        {
            await container.CreateIfNotExistsAsync(cancellationToken: cancellation);
        }
        catch (Exception exception) when (exception is RequestFailedException or AggregateException)
        {
            throw new HostStartException(
                $"The storage of AzureWebJobsStorage does not answer at {container.Uri.GetLeftPart(UriPartial.Authority)}: start Azurite there, leave it to the host (LocalRuntime:StartAzurite), or correct the setting.",
                exception);
        }
    }

    /// <returns>Null if there is no such blob.</returns>
    public async Task<T?> ReadAsync<T>(string name, CancellationToken cancellation)
    {
        try
        {
            BlobDownloadResult blob = await container.GetBlobClient(name).DownloadContentAsync(cancellation);
            return blob.Content.ToObjectFromJson<T>(JsonSerializerOptions.Web);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return default;
        }
    }

    public Task WriteAsync<T>(string name, T value, CancellationToken cancellation) =>
        container.GetBlobClient(name).UploadAsync(BinaryData.FromObjectAsJson(value, JsonSerializerOptions.Web), overwrite: true, cancellation);

    /// <summary>Stores the value unless there is one, and gives the stored one: whoever comes first decides.</summary>
    [SuppressMessage("Design", "MA0015", Justification = "No argument is at fault.")]
    public async Task<T> ReadOrAddAsync<T>(string name, Func<T> make, CancellationToken cancellation)
        where T : class
    {
        if (await ReadAsync<T>(name, cancellation) is { } stored)
        {
            return stored;
        }

        T made = make();
        try
        {
            await container.GetBlobClient(name).UploadAsync(
                BinaryData.FromObjectAsJson(made, JsonSerializerOptions.Web),
                new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } },
                cancellation);
            return made;
        }
        catch (RequestFailedException taken) when (taken.Status is 409 or 412)
        {
            return (await ReadAsync<T>(name, cancellation))!;
        }
    }
}
