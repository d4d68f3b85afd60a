using AsiFunctions.Notifications.Deliveries;
using Microsoft.Extensions.Logging;

namespace AsiFunctions.Notifications;

/// <summary>What the sending of mail says in the log: ids only.</summary>
internal static partial class MailLog
{
    [LoggerMessage(LogLevel.Information, "Mail {Order} ({Template}) waits for {Recipients} recipients.")]
    public static partial void Accepted(this ILogger log, string order, string template, int recipients);

    [LoggerMessage(LogLevel.Information, "Mail {Order} has nobody to go to.")]
    public static partial void NobodyToWriteTo(this ILogger log, string order);

    [LoggerMessage(LogLevel.Information, "Mail {Delivery} is {State} after try {Attempts} {Code}.")]
    public static partial void Tried(this ILogger log, string delivery, DeliveryState state, int attempts, string? code);

    [LoggerMessage(LogLevel.Warning, "Mail {Delivery} took so long that another process has taken it over.")]
    public static partial void TakenOver(this ILogger log, string delivery);

    [LoggerMessage(LogLevel.Warning, "{Count} mails had been left on their way and are tried again.")]
    public static partial void Recovered(this ILogger log, int count);

    [LoggerMessage(LogLevel.Error, "Mail {Delivery} cannot be written: template and values do not agree.")]
    public static partial void CannotWrite(this ILogger log, Exception exception, string delivery);

    [LoggerMessage(LogLevel.Warning, "Mail {Delivery} cannot be composed now.")]
    public static partial void CannotCompose(this ILogger log, Exception exception, string delivery);

    [LoggerMessage(LogLevel.Information, "Mail {Delivery} is sent again, as account {Account} asks.")]
    public static partial void Resent(this ILogger log, string delivery, string account);

    [LoggerMessage(LogLevel.Information, "Address {Hash} is written to no more, as account {Account} asks.")]
    public static partial void Suppressed(this ILogger log, string hash, string account);

    [LoggerMessage(LogLevel.Information, "Address {Hash} is written to again, as account {Account} asks.")]
    public static partial void Unsuppressed(this ILogger log, string hash, string account);
}
