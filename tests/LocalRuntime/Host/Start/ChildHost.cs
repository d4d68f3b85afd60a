using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace AsiFunctions.LocalRuntime.Host.Tests.Start;

/// <summary>The sample app as a process of its own, as a person runs it.</summary>
internal sealed class ChildHost : IAsyncDisposable
{
    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly Task<string> errors;

    private ChildHost(Process process)
    {
        this.process = process;
        errors = process.StandardError.ReadToEndAsync();
    }

    public string Output => output.ToString();

    public int ExitCode => process.ExitCode;

    public static ChildHost Start(IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        string dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));
        ProcessStartInfo start = new(dotnet, [Path.Combine(AppContext.BaseDirectory, "HostSample.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        return new ChildHost(Process.Start(start)!);
    }

    /// <summary>Reads its output until a line begins so; fails with all of it if it ends first.</summary>
    public async Task SeenAsync(string beginning)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            output.AppendLine(line);
            if (line.StartsWith(beginning, StringComparison.Ordinal))
            {
                return;
            }
        }

        await process.WaitForExitAsync();
        Assert.Fail($"The host ended with {ExitCode} before it said '{beginning}':\n{output}{await errors}");
    }

    /// <summary>Waits for its end and gives what it said on standard error.</summary>
    public async Task<string> EndAsync()
    {
        output.Append(await process.StandardOutput.ReadToEndAsync());
        await process.WaitForExitAsync();
        return await errors;
    }

    /// <summary>Ends it as kill -9 does, it alone.</summary>
    public async Task KillAsync()
    {
        process.Kill(entireProcessTree: false);
        await process.WaitForExitAsync();
    }

    /// <summary>Asks it to end, as Ctrl+C and the system do.</summary>
    /// <param name="signal">INT or TERM.</param>
    public async Task SignalAsync(string signal)
    {
        using Process kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        await kill.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await KillAsync();
        }

        process.Dispose();
    }
}
