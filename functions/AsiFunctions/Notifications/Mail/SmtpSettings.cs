using System.Globalization;
using System.Net.Mail;
using Microsoft.Extensions.Configuration;

namespace AsiFunctions.Notifications.Mail;

/// <summary>The settings under <c>Smtp</c>: the mail server that messages leave by.</summary>
/// <param name="Host">Default: this machine, where MailDev listens in development.</param>
/// <param name="Port">Default 1025, MailDev's.</param>
/// <param name="StartTls">True where the server must be spoken to encrypted; then a server that
/// cannot is not used. Default: only with a user.</param>
/// <param name="User">Null where the server asks for none.</param>
/// <param name="Password">Null where the server asks for none.</param>
/// <param name="From">The sender's address.</param>
/// <param name="FromName">The sender's name.</param>
/// <param name="Timeout">How long one delivery may take, in real time. Default 30 seconds.</param>
public sealed record SmtpSettings(
    string Host, int Port, bool StartTls, string? User, string? Password, string From, string FromName, TimeSpan Timeout)
{
    /// <summary>The part of the sender's address after the @.</summary>
    public string Domain => new MailAddress(From).Host;

    /// <summary>Reads the section <c>Smtp</c>.</summary>
    /// <exception cref="InvalidOperationException">Something is malformed; the message says what to set.</exception>
    public static SmtpSettings Read(IConfiguration configuration)
    {
        IConfigurationSection smtp = configuration.GetSection("Smtp");
        string? user = NullIfEmpty(smtp["User"]);
        SmtpSettings settings = new(
            smtp["Host"] ?? "localhost",
            Number(smtp, "Port", 1025, 65_535),
            smtp["StartTls"] is { } tls ? bool.TryParse(tls, out bool on) ? on : throw Wrong("StartTls", "true or false") : user is not null,
            user,
            NullIfEmpty(smtp["Password"]),
            smtp["From"] ?? "back-office@example.org",
            smtp["FromName"] ?? "Aluminium Stewardship Initiative",
            TimeSpan.FromSeconds(Number(smtp, "TimeoutSeconds", 30, 600)));
        return MailAddress.TryCreate(settings.From, out _) ? settings : throw Wrong("From", "an e-mail address");
    }

    /// <summary>The settings without the password: this may end up in a log.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}");

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static int Number(IConfigurationSection section, string name, int @default, int most) => section[name] switch
    {
        null => @default,
        string text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && number > 0
            && number <= most => number,
        _ => throw Wrong(name, string.Create(CultureInfo.InvariantCulture, $"a number from 1 to {most}")),
    };

    private static InvalidOperationException Wrong(string name, string what) => new($"The setting Smtp:{name} must be {what}.");
}
