using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace AsiFunctions.Tests.Support;

/// <summary>One run of Azurite.</summary>
internal sealed partial class AzuriteProcess : IAsyncDisposable
{
    private static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(20);

    private readonly Process process;
    private readonly StringBuilder output = new();

    public AzuriteProcess(string folder, IEnumerable<string> arguments)
    {
        string main = Path.Combine(
            RepositoryRoot.Path, "functions", "LocalRuntime", "Services", "node_modules", "azurite", "dist", "src", "azurite.js");
        if (!File.Exists(main))
        {
            throw new InvalidOperationException(
                "Azurite is not installed: build tests/Support, which runs npm ci in functions/LocalRuntime/Services.");
        }

        ProcessStartInfo start = new("node", [Path.Combine(AppContext.BaseDirectory, "azurite.cjs"), main, .. arguments])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException("Node.js is missing: Azurite needs version 20 or later (https://nodejs.org).", missing);
        }
    }

    public int Id => process.Id;

    /// <summary>Reads what Azurite prints until all three services listen.</summary>
    public async Task<Azurite.Endpoints> WaitUntilListeningAsync(CancellationToken cancellation)
    {
        Dictionary<string, Uri> listening = [];
        Task<string> errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        while (listening.Count < 3)
        {
            string? line = await process.StandardOutput.ReadLineAsync(cancellation);
            if (line is null)
            {
                throw new InvalidOperationException($"Azurite did not start. It wrote:\n{output}{await errors}");
            }

            output.AppendLine(line);
            if (ListeningPattern().Match(line) is { Success: true } match)
            {
                listening[match.Groups["service"].Value] = new Uri(match.Groups["address"].Value);
            }
        }

        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        return new Azurite.Endpoints(listening["Blob"], listening["Queue"], listening["Table"]);
    }

    public async Task StopAsync()
    {
        await process.StandardInput.WriteLineAsync("stop");
        await process.StandardInput.FlushAsync();
        using CancellationTokenSource tooLong = new(StopsWithin);
        await process.WaitForExitAsync(tooLong.Token);
    }

    /// <param name="signal">STOP or CONT.</param>
    public async Task SignalAsync(string signal)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException("Windows cannot freeze a process by a signal.");
        }

        using Process kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        await kill.WaitForExitAsync();
        if (kill.ExitCode != 0)
        {
            throw new InvalidOperationException($"Azurite could not be sent {signal}.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        await process.WaitForExitAsync();
        process.Dispose();
    }

    [GeneratedRegex(
        @"Azurite (?<service>\w+) service is successfully listening at (?<address>\S+)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex ListeningPattern();
}
