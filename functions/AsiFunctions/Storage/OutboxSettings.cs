using Microsoft.Extensions.Configuration;

namespace AsiFunctions.Storage;

/// <summary>The settings under <c>Outbox</c>.</summary>
/// <param name="Grace">How old an entry must be before the sweep takes it: younger ones are still in the relay's hands. Default 1 minute.</param>
/// <param name="FirstPause">How long after a first failure an entry is tried again; doubled each time. Default 30 seconds.</param>
/// <param name="LongestPause">The longest pause between two attempts. Default 1 hour.</param>
/// <param name="PoisonAfter">After so many failures an entry is shown as poisoned and no longer
/// holds up the later ones of its case. Default 10.</param>
/// <param name="GroupSize">How many waiting entries the relay takes together. Default 20.</param>
/// <param name="Drain">How long a stopping host waits for what is in the relay. Default 5 seconds.</param>
public sealed record OutboxSettings(TimeSpan Grace, TimeSpan FirstPause, TimeSpan LongestPause, int PoisonAfter, int GroupSize, TimeSpan Drain)
{
    /// <summary>The defaults.</summary>
    public static OutboxSettings Default { get; } =
        new(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(30), TimeSpan.FromHours(1), PoisonAfter: 10, GroupSize: 20, TimeSpan.FromSeconds(5));

    /// <summary>
    /// How long the relay lets entries gather before it takes them, in real time: whoever waits at a screen is served first, and a group costs
    /// fewer round trips than its entries one by one. Default none; 250 ms where it is read from the settings.
    /// </summary>
    public TimeSpan Gather { get; init; }

    /// <summary>Reads the section <c>Outbox</c>; spans as <c>00:01:00</c>.</summary>
    public static OutboxSettings Read(IConfiguration configuration)
    {
        IConfigurationSection section = configuration.GetSection("Outbox");
        return new OutboxSettings(
            section.GetValue(nameof(Grace), Default.Grace),
            section.GetValue(nameof(FirstPause), Default.FirstPause),
            section.GetValue(nameof(LongestPause), Default.LongestPause),
            section.GetValue(nameof(PoisonAfter), Default.PoisonAfter),
            section.GetValue(nameof(GroupSize), Default.GroupSize),
            section.GetValue(nameof(Drain), Default.Drain))
        {
            Gather = section.GetValue(nameof(Gather), TimeSpan.FromMilliseconds(250)),
        };
    }

    /// <summary>How long to wait after the given number of failures, 1 or more.</summary>
    public TimeSpan PauseAfter(int failures)
    {
        // 2^20 half minutes are a year: beyond that the longest pause holds anyway.
        TimeSpan pause = FirstPause * Math.Pow(2, Math.Min(failures, 20) - 1);
        return pause < LongestPause ? pause : LongestPause;
    }
}
