namespace AsiFunctions.LocalRuntime.Host.Start;

/// <summary>Shows a person why the host did not start: the message alone, no stack trace, exit code 1.</summary>
internal static class StartFailures
{
    private const int Failed = 1;

    private static int installed;

    /// <summary>For this process; tests in a process of their own still catch the exception.</summary>
    public static void ShowAsOneLine()
    {
        if (Interlocked.Exchange(ref installed, 1) == 1)
        {
            return;
        }

        AppDomain.CurrentDomain.UnhandledException += (_, e) =>
        {
            if (e.ExceptionObject is HostStartException fault)
            {
                Console.Error.WriteLine(fault.Message);
                Environment.Exit(Failed);
            }
        };
    }
}
