using AsiFunctions.Dashboard.Feed;
using AsiFunctions.Notifications.Deliveries;
using AsiFunctions.Notifications.Mail;
using AsiFunctions.Storage;
using Azure.Identity;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AsiFunctions.Notifications;

/// <summary>The sending of mail.</summary>
public static class NotificationServices
{
    /// <summary>
    /// Adds the sending of mail. The queue is reached by the setting <c>ServiceBus</c> (a connection string), or by
    /// <c>ServiceBus:fullyQualifiedNamespace</c> with the identity that the process runs as, as the trigger of the same name is.
    /// </summary>
    /// <exception cref="InvalidOperationException">A setting is malformed; the message says which and what it should be.</exception>
    public static IServiceCollection AddNotifications(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(NotificationSettings.Read(configuration));
        services.AddSingleton(SmtpSettings.Read(configuration));
        services.AddSingleton(PortalLinks.Read(configuration));
        services.AddTable(DeliveryLedger.TableName);
        services.TryAddSingleton(_ => Client(configuration));
        services.AddSingleton<IMailQueue, MailQueue>();
        services.AddOutboxHandler<MailOutbox>();
        services.AddSingleton<MailTemplates>();
        services.AddSingleton<MailComposition>();
        services.AddSingleton<IMailTransport, SmtpTransport>();
        services.AddSingleton<DeliveryLedger>();
        services.AddSingleton<IFactSource, DeliveryCount>();
        services.AddSingleton<SuppressionList>();
        services.AddSingleton<MailSender>();
        return services;
    }

    private static ServiceBusClient Client(IConfiguration configuration) =>
        (configuration["ServiceBus"], configuration["ServiceBus:fullyQualifiedNamespace"]) switch
        {
            ({ Length: > 0 } connection, _) => new ServiceBusClient(connection),
            (_, { Length: > 0 } space) => new ServiceBusClient(space, new DefaultAzureCredential()),
            _ => throw new InvalidOperationException(
                "No Service Bus is configured: set ServiceBus (a connection string) or ServiceBus:fullyQualifiedNamespace (with a managed identity)."),
        };
}
