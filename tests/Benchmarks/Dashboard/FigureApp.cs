using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using AsiFunctions.Tests.Support;

namespace AsiFunctions.Benchmarks.Dashboard;

/// <summary>The whole app in a process of its own, on a storage that has been counted.</summary>
internal sealed class FigureApp : IDisposable
{
    private readonly Process process;

    private FigureApp(Process process, HttpClient http)
    {
        this.process = process;
        Http = http;
    }

    /// <summary>A client of it.</summary>
    public HttpClient Http { get; }

    /// <summary>Starts it and returns when it takes requests.</summary>
    /// <param name="connectionString">The storage.</param>
    /// <param name="cachedFor">How long it may answer a figure without reading it again.</param>
    public static async Task<FigureApp> StartAsync(string connectionString, TimeSpan cachedFor)
    {
        int port = FreePort.Next();
        string folder = Path.Combine(RepositoryRoot.Path, "functions", "AsiFunctions", "bin", "local", BuiltAs, "net10.0");
        string[] settings =
        [
            string.Create(CultureInfo.InvariantCulture, $"--LocalRuntime:Port={port}"),
            "--LocalRuntime:StartMail=false",
            "--LocalRuntime:StartAzurite=false",
            $"--AzureWebJobsStorage={connectionString}",
            $"--ServiceBus={connectionString}",
            string.Create(CultureInfo.InvariantCulture, $"--Smtp:Port={FreePort.Next()}"),
            string.Create(CultureInfo.InvariantCulture, $"--Access:Issuer=http://localhost:{port}/dev"), $"--Dashboard:CachedFor={cachedFor:c}",
            "--DashboardRollUpSchedule=0 0 0 1 1 *", "--Logging:LogLevel:Default=Error",
        ];
        ProcessStartInfo start = new(Path.Combine(folder, "AsiFunctions"), settings) { RedirectStandardOutput = true, UseShellExecute = false };
        FigureApp app = new(
            Process.Start(start)!, new HttpClient { BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://localhost:{port}")) });
        while (await app.process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("Ready", StringComparison.Ordinal))
            {
                // Read on, or it waits when the pipe is full.
                _ = app.process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                return app;
            }
        }

        app.Dispose();
        throw new InvalidOperationException("The app did not start.");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Http.Dispose();
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }

        process.Dispose();
    }

    private static string BuiltAs => typeof(FigureApp).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
}
