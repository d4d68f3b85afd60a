using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AsiFunctions.Storage;

/// <summary>Table Storage, the cases in it, and the outbox; and the client of the blobs, for documents.</summary>
public static class StorageServices
{
    private const int Retries = 4;
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestTry = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LongestBlobTry = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Adds the storage. It is reached by <c>Storage:TableServiceUri</c> and
    /// <c>Storage:BlobServiceUri</c> with the identity that the process runs as, or, where they are
    /// not set, by the connection string <c>AzureWebJobsStorage</c>.
    /// </summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(_ => Client(configuration));
        services.TryAddSingleton(_ => Blobs(configuration));
        services.AddTable(CaseTable.Name);
        services.AddSingleton<CaseTable>();
        services.AddSingleton<TableSetup>();
        services.AddHostedService(provider => provider.GetRequiredService<TableSetup>());
        services.AddSingleton<CaseKinds>();
        services.AddSingleton<CaseStore>();
        services.AddSingleton<ICaseStore>(provider => provider.GetRequiredService<CaseStore>());
        services.AddSingleton(OutboxSettings.Read(configuration));
        services.AddSingleton<OutboxTable>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<OutboxRelay>(provider, Handlers(provider)));
        services.AddHostedService(provider => provider.GetRequiredService<OutboxRelay>());
        return services;
    }

    /// <summary>Has a table created at the start of the app.</summary>
    public static IServiceCollection AddTable(this IServiceCollection services, string name) => services.AddSingleton(new RequiredTable(name));

    /// <summary>Has outbox entries of one kind dispatched.</summary>
    public static IServiceCollection AddOutboxHandler<THandler>(this IServiceCollection services)
        where THandler : class, IOutboxHandler =>
        services.AddSingleton<IOutboxHandler, THandler>();

    /// <summary>
    /// What a client does when the storage is slow or restarts: four retries. Where connections are refused that is 4 seconds, which a restart of the
    /// emulator fits into; where nothing is answered it is 20. Then the request fails.
    /// </summary>
    public static TableClientOptions ClientOptions()
    {
        TableClientOptions options = new();
        Set(options.Retry, LongestTry);
        return options;
    }

    /// <summary>As <see cref="ClientOptions"/>, with the time that a piece of a large blob takes on a slow line.</summary>
    public static BlobClientOptions BlobOptions()
    {
        BlobClientOptions options = new();
        Set(options.Retry, LongestBlobTry);
        return options;
    }

    /// <summary>Asked for when they are first read: handlers may depend on what depends on the relay.</summary>
    private static IEnumerable<IOutboxHandler> Handlers(IServiceProvider provider)
    {
        foreach (IOutboxHandler handler in provider.GetServices<IOutboxHandler>())
        {
            yield return handler;
        }
    }

    private static void Set(RetryOptions retry, TimeSpan longestTry)
    {
        retry.MaxRetries = Retries;
        retry.Mode = RetryMode.Exponential;
        retry.Delay = FirstRetry;
        retry.MaxDelay = LongestRetry;
        retry.NetworkTimeout = longestTry;
    }

    private static TableServiceClient Client(IConfiguration configuration)
    {
        if (configuration["Storage:TableServiceUri"] is { Length: > 0 } uri)
        {
            return new TableServiceClient(new Uri(uri), new DefaultAzureCredential(), ClientOptions());
        }

        return configuration["AzureWebJobsStorage"] is { Length: > 0 } connection
            ? new TableServiceClient(connection, ClientOptions())
            : throw new InvalidOperationException(
                "No storage is configured: set Storage:TableServiceUri (with a managed identity) or AzureWebJobsStorage (a connection string).");
    }

    private static BlobServiceClient Blobs(IConfiguration configuration)
    {
        if (configuration["Storage:BlobServiceUri"] is { Length: > 0 } uri)
        {
            return new BlobServiceClient(new Uri(uri), new DefaultAzureCredential(), BlobOptions());
        }

        return configuration["AzureWebJobsStorage"] is { Length: > 0 } connection
            ? new BlobServiceClient(connection, BlobOptions())
            : throw new InvalidOperationException(
                "No storage for documents is configured: set Storage:BlobServiceUri (with a managed identity) or AzureWebJobsStorage (a connection string).");
    }
}
