using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace AsiFunctions.Notifications;

/// <summary>The settings under <c>Notifications</c>.</summary>
/// <param name="PerMinute">Tries in any 60 seconds, at most. Default 30, the first limit of Azure
/// Communication Services for a verified domain.</param>
/// <param name="PerHour">Tries in any 60 minutes, at most. Default 100, likewise; 8,000 at most, for they are kept in one table row.</param>
/// <param name="MaxAttempts">After so many tries a message has failed. Default 8, some 23 hours with the growing pauses between them.</param>
/// <param name="SendingTerm">A message that has been on its way for longer was left by a process that died. Default 10 minutes.</param>
public sealed record NotificationSettings(int PerMinute, int PerHour, int MaxAttempts, TimeSpan SendingTerm)
{
    /// <summary>The queue's name; the trigger names it too.</summary>
    public const string Queue = "notifications";

    /// <summary>Instants that fit into the ledger's row.</summary>
    public const int MostPerHour = 8_000;

    /// <summary>Reads the section <c>Notifications</c>.</summary>
    /// <exception cref="InvalidOperationException">A setting is no number, or out of its range.</exception>
    public static NotificationSettings Read(IConfiguration configuration)
    {
        IConfigurationSection section = configuration.GetSection("Notifications");
        return new NotificationSettings(
            Number(section, "PerMinute", 30, MostPerHour),
            Number(section, "PerHour", 100, MostPerHour),
            Number(section, "MaxAttempts", 8, 100),
            TimeSpan.FromMinutes(Number(section, "SendingMinutes", 10, 24 * 60)));
    }

    private static int Number(IConfigurationSection section, string name, int @default, int most) => section[name] switch
    {
        null => @default,
        string text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && number > 0
            && number <= most => number,
        _ => throw new InvalidOperationException(
            string.Create(CultureInfo.InvariantCulture, $"The setting Notifications:{name} must be a number from 1 to {most}.")),
    };
}
