using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using AsiFunctions.LocalRuntime.Host.Services;
using AsiFunctions.Tests.Support;

namespace AsiFunctions.LocalRuntime.Host.Tests.Start;

/// <summary>The sample app as a person runs it: what it says, and what becomes of Azurite and MailDev.</summary>
public sealed class ConsoleTests : IAsyncLifetime
{
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("console-");
    private readonly int port = FreePort.Next();
    private readonly int blob = FreePort.Next();
    private readonly int queue = FreePort.Next();
    private readonly int table = FreePort.Next();
    private readonly int smtp = FreePort.Next();
    private readonly int page = FreePort.Next();

    private string Storage =>
        "AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;"
        + $"BlobEndpoint=http://127.0.0.1:{blob}/devstoreaccount1;QueueEndpoint=http://127.0.0.1:{queue}/devstoreaccount1;TableEndpoint=http://127.0.0.1:{table}/devstoreaccount1;";

    private string[] Arguments =>
    [
        "--port", $"{port}", $"--AzureWebJobsStorage={Storage}", $"--ServiceBus={Storage}", $"--LocalRuntime:DataFolder={data.FullName}",
        $"--LocalRuntime:SmtpPort={smtp}", $"--LocalRuntime:MailPagePort={page}",
    ];

    [Fact]
    public async Task It_starts_what_it_needs_says_what_there_is_and_stops_what_it_started()
    {
        await using ChildHost host = ChildHost.Start(Arguments);

        await host.SeenAsync("Ready");
        string output = host.Output;
        Assert.Contains($"    Greet       [GET] http://localhost:{port}/api/greetings/{{name}}\n", output, StringComparison.Ordinal);
        Assert.Contains("  Timer\n    Tick        0 0 6 * * *\n", output, StringComparison.Ordinal);
        Assert.Contains("  Queue\n    Deliver     letters\n", output, StringComparison.Ordinal);
        Assert.Contains("  Orchestration\n    Sleep\n", output, StringComparison.Ordinal);
        Assert.Contains("  Activity\n    Wake\n", output, StringComparison.Ordinal);
        Assert.Contains($"Mail      http://localhost:{page}\n", output, StringComparison.Ordinal);
        Assert.Contains($"Azurite   127.0.0.1, ports {blob} (blobs), {queue} (queues), {table} (tables)\n", output, StringComparison.Ordinal);
        Assert.True(await Ports.ListensAsync(smtp, CancellationToken.None));

        await host.SignalAsync("INT");
        Assert.Equal("", await host.EndAsync());
        Assert.Equal(0, host.ExitCode);
        foreach (int door in (int[])[blob, queue, table, smtp, page])
        {
            Assert.False(await Ports.ListensAsync(door, CancellationToken.None));
        }
    }

    [Fact]
    public async Task A_kill_leaves_Azurite_running_and_the_next_start_uses_it_and_leaves_it_too()
    {
        await using (ChildHost first = ChildHost.Start(Arguments))
        {
            await first.SeenAsync("Ready");
            await first.KillAsync();
        }

        Assert.True(await Ports.ListensAsync(blob, CancellationToken.None));
        string id = await File.ReadAllTextAsync(Path.Combine(data.FullName, "azurite.pid"));

        await using ChildHost second = ChildHost.Start(Arguments);
        await second.SeenAsync("Ready");
        Assert.Equal(id, await File.ReadAllTextAsync(Path.Combine(data.FullName, "azurite.pid")));
        await second.SignalAsync("TERM");
        Assert.Equal("", await second.EndAsync());
        Assert.Equal(0, second.ExitCode);
        Assert.True(await Ports.ListensAsync(table, CancellationToken.None));
    }

    [Fact]
    public Task A_port_in_use_is_told_in_one_line() => WithListenerAsync(port, () => FailsAsync(
        $"Port {port} is in use by another program. Stop it, or choose another port with --port."));

    [Fact]
    public Task A_storage_port_that_something_else_has_is_told_in_one_line() => WithListenerAsync(queue, () => FailsAsync(
        $"Port {queue}, where Azurite's queue service belongs, is in use by something else. Stop that, or give Azurite other ports in AzureWebJobsStorage."));

    [Fact]
    public Task A_mail_port_that_no_mail_server_has_is_told_in_one_line() => WithListenerAsync(smtp, () => FailsAsync(
        $"Port {smtp}, where mail is taken, is in use by something that is no mail server. Stop that, or set LocalRuntime:SmtpPort.",
        "--LocalRuntime:StartAzurite=false"));

    [Fact]
    public async Task A_missing_Node_is_told_in_one_line()
    {
        await using ChildHost host = ChildHost.Start([.. Arguments, "--LocalRuntime:StartMail=false"], ("PATH", data.FullName));

        string errors = await host.EndAsync();

        Assert.Equal(
            $"Azurite needs Node.js 20 or later, and there is no 'node' on the PATH. Install it, or start Azurite yourself on port {blob}, {queue}, {table}.\n",
            errors);
        Assert.Equal(1, host.ExitCode);
    }

    [Fact]
    public Task A_missing_install_is_told_in_one_line() => FailsAsync(
        $"Azurite is not installed. Run: npm ci --prefix {data.FullName}",
        $"--LocalRuntime:ServicesFolder={data.FullName}",
        "--LocalRuntime:StartMail=false");

    [Fact]
    public Task A_silent_storage_is_told_in_one_line() => FailsAsync(
        $"The storage of AzureWebJobsStorage does not answer at http://127.0.0.1:{blob}: start Azurite there, leave it to the host (LocalRuntime:StartAzurite), or correct the setting.",
        "--LocalRuntime:StartAzurite=false",
        "--LocalRuntime:StartMail=false");

    [Fact]
    public Task A_wrong_setting_is_told_in_one_line() => FailsAsync(
        "Function Tick: its schedule 'never' is wrong: it must have six fields (seconds, minutes, hours, days, months, days of week), five (without seconds), or be a time span such as 00:05:00.",
        "--TickSchedule=never");

    public Task InitializeAsync() => Task.CompletedTask;

    /// <summary>Ends what a killed host left.</summary>
    public async Task DisposeAsync()
    {
        foreach (FileInfo file in data.GetFiles("*.pid"))
        {
            int id = int.Parse(await File.ReadAllTextAsync(file.FullName), CultureInfo.InvariantCulture);
            try
            {
                using Process left = Process.GetProcessById(id);
                left.Kill();
                await left.WaitForExitAsync();
            }
            catch (ArgumentException)
            {
                // It had ended.
            }
        }

        data.Delete(recursive: true);
    }

    private static async Task WithListenerAsync(int taken, Func<Task> test)
    {
        using TcpListener listener = new(IPAddress.Loopback, taken);
        listener.Start();
        await test();
    }

    private async Task FailsAsync(string message, params string[] more)
    {
        await using ChildHost host = ChildHost.Start([.. Arguments, .. more]);

        string errors = await host.EndAsync();

        Assert.Equal(message + "\n", errors);
        Assert.Equal(1, host.ExitCode);
    }
}
