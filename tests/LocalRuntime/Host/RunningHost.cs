using System.Net.Http.Json;
using System.Text.Json;
using AsiFunctions.LocalRuntime.Clock;
using AsiFunctions.LocalRuntime.HostSample;
using AsiFunctions.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AsiFunctions.LocalRuntime.Host.Tests;

/// <summary>The sample app, running in this process on a free port, on a storage that the test gives.</summary>
public sealed class RunningHost : IAsyncDisposable
{
    private readonly DirectoryInfo data;

    private RunningHost(IHost host, int port, DirectoryInfo data)
    {
        Host = host;
        this.data = data;
        Client = new HttpClient { BaseAddress = new Uri($"http://localhost:{port}") };
    }

    public IHost Host { get; }

    public HttpClient Client { get; }

    public Journal Journal => Host.Services.GetRequiredService<Journal>();

    public static async Task<RunningHost> StartAsync(string storage, params string[] settings)
    {
        int port = FreePort.Next();
        DirectoryInfo folder = Directory.CreateTempSubdirectory("host-");
        IHost host = SampleApp.Build([.. Settings(storage, port, folder.FullName), .. settings]);
        await host.StartAsync();
        return new RunningHost(host, port, folder);
    }

    /// <summary>The settings that keep a host to itself.</summary>
    public static string[] Settings(string storage, int port, string data) =>
    [
        $"--AzureWebJobsStorage={storage}",
        $"--ServiceBus={storage}",
        $"--LocalRuntime:Port={port}",
        $"--LocalRuntime:DataFolder={data}",
        "--LocalRuntime:StartAzurite=false",
        "--LocalRuntime:StartMail=false",
        "--LocalRuntime:DrainSeconds=20",
        "--Logging:LogLevel:Default=None",
    ];

    /// <summary>Moves the clock as a developer does.</summary>
    public async Task<JsonElement> MoveAsync(string to)
    {
        using HttpResponseMessage moved = await Client.PostAsJsonAsync("/dev/clock", new { to });
        return (await moved.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>())!;
    }

    /// <summary>Returns when nothing is under way.</summary>
    public Task SettleAsync() => Host.Services.GetRequiredService<MovableClock>().SettleAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Host.StopAsync();
        await ((IAsyncDisposable)Host).DisposeAsync();
        data.Delete(recursive: true);
    }
}

/// <summary>One running sample app for the tests of a class.</summary>
public sealed class HostFixture : IAsyncLifetime
{
    private readonly OwnAzuriteFixture azurite = new();
    private RunningHost? host;

    public RunningHost Running => host!;

    public HttpClient Client => Running.Client;

    public async Task InitializeAsync()
    {
        await azurite.InitializeAsync();
        host = await RunningHost.StartAsync(azurite.ConnectionString);
    }

    public async Task DisposeAsync()
    {
        await Running.DisposeAsync();
        await azurite.DisposeAsync();
    }
}

/// <summary>A running sample app with a storage of its own.</summary>
public sealed class RunningHostWithStorage : IAsyncDisposable
{
    private readonly Azurite azurite;

    private RunningHostWithStorage(Azurite azurite, RunningHost host)
    {
        this.azurite = azurite;
        Host = host;
    }

    public RunningHost Host { get; }

    public static async Task<RunningHostWithStorage> StartAsync()
    {
        Azurite own = await Azurite.StartAsync();
        return new RunningHostWithStorage(own, await RunningHost.StartAsync(own.ConnectionString));
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await azurite.DisposeAsync();
    }
}
