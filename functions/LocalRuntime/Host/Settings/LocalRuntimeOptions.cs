using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace AsiFunctions.LocalRuntime.Host.Settings;

/// <summary>Settings of the local host itself: LocalRuntime:{Name} in local.settings.json, the environment or on the command line.</summary>
internal sealed record LocalRuntimeOptions
{
    /// <summary>The port of the functions, on the loopback interface only.</summary>
    public required int Port { get; init; }

    /// <summary>Starts Azurite if the storage is the development storage and nothing listens on its ports.</summary>
    public required bool StartAzurite { get; init; }

    /// <summary>Starts MailDev if nothing listens on its ports.</summary>
    public required bool StartMail { get; init; }

    public required int SmtpPort { get; init; }

    public required int MailPagePort { get; init; }

    /// <summary>Where Azurite and MailDev keep what they hold.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Where their packages are installed.</summary>
    public required string ServicesFolder { get; init; }

    /// <summary>The audience of development tokens.</summary>
    public required string Audience { get; init; }

    /// <summary>What opens functions that are not anonymous; null if nothing does.</summary>
    public required string? FunctionKey { get; init; }

    /// <summary>How long a stop waits for running functions, in real time.</summary>
    public required TimeSpan Drain { get; init; }

    public static LocalRuntimeOptions Read(IConfiguration configuration)
    {
        IConfigurationSection own = configuration.GetSection("LocalRuntime");
        return new LocalRuntimeOptions
        {
            Port = Number(own, "Port", 7071),
            StartAzurite = Flag(own, "StartAzurite"),
            StartMail = Flag(own, "StartMail"),
            SmtpPort = Number(own, "SmtpPort", 1025),
            MailPagePort = Number(own, "MailPagePort", 1080),
            DataFolder = Path.GetFullPath(own["DataFolder"] ?? BuiltIn("DataFolder")),
            ServicesFolder = Path.GetFullPath(own["ServicesFolder"] ?? BuiltIn("ServicesFolder")),
            Audience = own["Audience"] ?? "asi-back-office",
            FunctionKey = string.IsNullOrEmpty(own["FunctionKey"]) ? null : own["FunctionKey"],
            Drain = TimeSpan.FromSeconds(Number(own, "DrainSeconds", 30)),
        };
    }

    /// <summary>What the build knew: where the repository lies.</summary>
    private static string BuiltIn(string name) =>
        typeof(LocalRuntimeOptions).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(a => a.Key == "LocalRuntime." + name)?.Value
        ?? Path.Combine(AppContext.BaseDirectory, ".local");

    private static int Number(IConfigurationSection own, string name, int standard) =>
        own[name] is not { Length: > 0 } text ? standard
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value is > 0 and <= ushort.MaxValue ? value
        : throw new HostStartException($"The setting LocalRuntime:{name} is '{text}'; it takes a number from 1 to {ushort.MaxValue}.");

    private static bool Flag(IConfigurationSection own, string name) =>
        own[name] is not { Length: > 0 } text
        || (bool.TryParse(text, out bool value)
            ? value
            : throw new HostStartException($"The setting LocalRuntime:{name} is '{text}'; it takes true or false."));
}
