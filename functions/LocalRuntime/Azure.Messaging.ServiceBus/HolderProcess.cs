using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace AsiFunctions.LocalRuntime.ServiceBus;

/// <summary>Which process holds a lock: <c>machine|process id|start time</c>, so that the locks of a dead one need not be waited for.</summary>
internal static class HolderProcess
{
    public static string Current { get; } = Describe();

    /// <summary>True only if the process ran on this machine and certainly does so no more.</summary>
    public static bool IsDead(string? holder)
    {
        if (holder?.Split('|') is not [string machine, string id, string started, ..] || machine != Environment.MachineName)
        {
            return false;
        }

        try
        {
            using Process process = Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture));
            return StartOf(process) != started;
        }
        catch (ArgumentException)
        {
            return true;
        }
        catch (Exception unknown) when (unknown is InvalidOperationException or Win32Exception or FormatException)
        {
            return false;
        }
    }

    private static string Describe()
    {
        using Process self = Process.GetCurrentProcess();
        return string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}|{self.Id}|{StartOf(self)}");
    }

    // To the second: the system's answer to the same question may differ by a few milliseconds between two processes.
    private static string StartOf(Process process) => process.StartTime.ToUniversalTime().ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
}
