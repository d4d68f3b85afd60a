using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace AsiFunctions.Benchmarks.Engine;

/// <summary>An engine in a process of its own, to be measured, stopped and killed.</summary>
public sealed class EngineChild : IDisposable
{
    /// <summary>The first argument of a program that is such a child.</summary>
    public const string Verb = "engine-child";

    private readonly Process process;

    private EngineChild(Process process) => this.process = process;

    /// <summary>What the child does: start an engine, let so many orchestrations sleep, tell its figures, and stop when told to.</summary>
    /// <param name="args">Verb, connection string, hub, number of orchestrations to start.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        int count = int.Parse(args[3], CultureInfo.InvariantCulture);
        long begun = Stopwatch.GetTimestamp();
        EngineUnderTest engine = await EngineUnderTest.StartAsync(args[1], args[2]);
        if (count > 0)
        {
            await engine.SleepAsync(count);
        }

        double seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        double peak = Megabytes(Environment.WorkingSet);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
        double heap = Megabytes(GC.GetTotalMemory(forceFullCollection: false));
        double settled = Megabytes(Environment.WorkingSet);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{seconds:0.0} s, {engine.Sleeping:N0} in the timer queue, {peak:0} MB of the process, {settled:0} MB after a collection, live {heap:0.0} MB"));
        await Console.In.ReadLineAsync();
        await engine.DisposeAsync();
        return 0;
    }

    internal static EngineChild Start(string connectionString, string hub, int count)
    {
        string[] own = Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? [Assembly.GetEntryAssembly()!.Location] : [];
        ProcessStartInfo start = new(
            Environment.ProcessPath,
            [.. own, Verb, connectionString, hub, count.ToString(CultureInfo.InvariantCulture)])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        return new EngineChild(Process.Start(start)!);
    }

    /// <summary>The child's figures, once it has them.</summary>
    internal async Task<string> ReadyAsync() =>
        await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The engine's process ended without a word.");

    internal async Task StopAsync()
    {
        await process.StandardInput.WriteLineAsync("stop");
        await process.WaitForExitAsync();
    }

    internal void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }

    private static double Megabytes(long bytes) => bytes / 1024.0 / 1024.0;
}
