using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AsiFunctions.Storage;

/// <summary>Table Storage, the cases in it, and the outbox.</summary>
public static class StorageServices
{
    private const int Retries = 4;
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestTry = TimeSpan.FromSeconds(3);

    /// <summary>
    /// Adds the storage. It is reached by <c>Storage:TableServiceUri</c> with the identity that the process runs as, or, where that is not set,
    /// by the connection string <c>AzureWebJobsStorage</c>.
    /// </summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(_ => Client(configuration));
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
        options.Retry.MaxRetries = Retries;
        options.Retry.Mode = RetryMode.Exponential;
        options.Retry.Delay = FirstRetry;
        options.Retry.MaxDelay = LongestRetry;
        options.Retry.NetworkTimeout = LongestTry;
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
}
