using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace AsiFunctions.LocalRuntime.ServiceBus;

/// <summary>Which process holds a lock: <c>machine|process id|birth</c>, so that the locks of a dead one need not be waited for.</summary>
internal static class HolderProcess
{
    public static string Current { get; } =
        string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}|{Environment.ProcessId}|{BirthOf(Environment.ProcessId)}");

    /// <summary>True only if the process ran on this machine and certainly does so no more.</summary>
    public static bool IsDead(string? holder)
    {
        if (holder?.Split('|') is not [string machine, string id, string birth, ..] || machine != Environment.MachineName)
        {
            return false;
        }

        try
        {
            return int.TryParse(id, CultureInfo.InvariantCulture, out int number) && BirthOf(number) != birth;
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException or InvalidOperationException or Win32Exception)
        {
            return false;
        }
    }

    // Tells a process from a later one that was given the same id; null if there is none.
    private static string? BirthOf(int processId)
    {
        if (OperatingSystem.IsLinux())
        {
            return BirthOnLinux(processId);
        }

        try
        {
            using Process process = Process.GetProcessById(processId);
            return process.StartTime.ToUniversalTime().Ticks.ToString(CultureInfo.InvariantCulture);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    // The kernel counts the ticks from the boot: unlike Process.StartTime, that does not shift when the wall clock is set.
    private static string? BirthOnLinux(int processId)
    {
        const int State = 0;
        const int StartTime = 19;
        string file = string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/stat");
        if (!File.Exists(file))
        {
            return null;
        }

        string text = File.ReadAllText(file);
        string[] fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        bool ended = fields[State] is "Z" or "X";
        return ended ? null : $"{File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim()}.{fields[StartTime]}";
    }
}
