using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace AsiFunctions.LocalRuntime.Host.Services;

/// <summary>How to start a service that stands beside the app.</summary>
/// <param name="Name">Its name for a person.</param>
/// <param name="Script">What node runs, below node_modules.</param>
/// <param name="Arguments">Its command line.</param>
/// <param name="Ports">What it listens on when it is up.</param>
internal sealed record ServiceCommand(string Name, string Script, IReadOnlyList<string> Arguments, IReadOnlyList<int> Ports);

/// <summary>
/// A service that this host started, in a session of its own: neither Ctrl+C nor a kill of the app reaches it. A graceful stop of the host asks
/// it to end; after a kill the next start finds it listening and uses it.
/// </summary>
internal sealed partial class LocalService
{
    private const int TerminateSignal = 15;

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(100);

    private readonly int processId;

    private LocalService(string name, int processId)
    {
        Name = name;
        this.processId = processId;
    }

    public string Name { get; }

    /// <exception cref="HostStartException">Node or the package is missing, or the service does not come up.</exception>
    public static async Task<LocalService> StartAsync(
        ServiceCommand command, string servicesFolder, string dataFolder, CancellationToken cancellation)
    {
        string node = FindNode() ?? throw new HostStartException(
            $"{command.Name} needs Node.js 20 or later, and there is no 'node' on the PATH. Install it, or start {command.Name} yourself on port {string.Join(", ", command.Ports)}.");
        string script = Path.Combine(servicesFolder, "node_modules", command.Script);
        if (!File.Exists(script))
        {
            throw new HostStartException($"{command.Name} is not installed. Run: npm ci --prefix {servicesFolder}");
        }

        string log = Path.Combine(dataFolder, command.Name.ToLowerInvariant() + ".log");
        Directory.CreateDirectory(dataFolder);
        LocalService service = new(command.Name, await LaunchAsync(node, servicesFolder, log, script, command.Arguments, cancellation));
        await File.WriteAllTextAsync(Path.Combine(dataFolder, command.Name.ToLowerInvariant() + ".pid"), $"{service.processId}", cancellation);
        long started = Stopwatch.GetTimestamp();
        foreach (int port in command.Ports)
        {
            while (!await Ports.ListensAsync(port, cancellation))
            {
                if (!IsAlive(service.processId) || Stopwatch.GetElapsedTime(started) > StartLimit)
                {
                    throw new HostStartException($"{command.Name} does not listen on port {port}{LastLine(log)} Its log is {log}");
                }

                await Task.Delay(LookAgain, cancellation);
            }
        }

        return service;
    }

    /// <summary>Asks it to end and waits until it has, so that it writes what it holds.</summary>
    public async Task StopAsync()
    {
        if (OperatingSystem.IsWindows())
        {
            using Process process = Process.GetProcessById(processId);
            process.Kill(entireProcessTree: true);
            return;
        }

        _ = Kill(processId, TerminateSignal);
        long started = Stopwatch.GetTimestamp();
        while (IsAlive(processId) && Stopwatch.GetElapsedTime(started) < StopLimit)
        {
            await Task.Delay(LookAgain);
        }
    }

    private static async Task<int> LaunchAsync(
        string node,
        string servicesFolder,
        string log,
        string script,
        IReadOnlyList<string> arguments,
        CancellationToken cancellation)
    {
        ProcessStartInfo start = new(node) { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (string argument in (string[])[Path.Combine(servicesFolder, "launch.cjs"), log, script, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        using Process launcher = Process.Start(start)!;
        string said = await launcher.StandardOutput.ReadToEndAsync(cancellation);
        await launcher.WaitForExitAsync(cancellation);
        return int.TryParse(said.Trim(), CultureInfo.InvariantCulture, out int id)
            ? id
            : throw new HostStartException($"Node cannot start {script}: exit code {launcher.ExitCode}. Its log is {log}");
    }

    private static string? FindNode()
    {
        string file = OperatingSystem.IsWindows() ? "node.exe" : "node";
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, file))
            .FirstOrDefault(File.Exists);
    }

    // Where nobody waits for orphans, an ended process stays listed as a zombie.
    private static bool IsAlive(int id)
    {
        try
        {
            using Process process = Process.GetProcessById(id);
            string status = $"/proc/{id}/stat";
            return !process.HasExited && !(File.Exists(status) && File.ReadAllText(status).Contains(") Z", StringComparison.Ordinal));
        }
        catch (Exception exception) when (exception is ArgumentException or IOException or InvalidOperationException)
        {
            return false;
        }
    }

    private static string LastLine(string log)
    {
        string? line = File.Exists(log) ? File.ReadLines(log).LastOrDefault(l => l.Trim().Length > 0) : null;
        return line is null ? "." : $": {line.Trim()}.";
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int processId, int signal);
}
